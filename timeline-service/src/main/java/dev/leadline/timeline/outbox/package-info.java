/** The news that rows changed leaves for Kafka. */
@NullMarked
package dev.leadline.timeline.outbox;

import org.jspecify.annotations.NullMarked;
