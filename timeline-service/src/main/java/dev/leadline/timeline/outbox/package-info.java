/** The news that rows and timelines changed, and that rebuilds ended, leaves for Kafka. */
@NullMarked
package dev.leadline.timeline.outbox;

import org.jspecify.annotations.NullMarked;
