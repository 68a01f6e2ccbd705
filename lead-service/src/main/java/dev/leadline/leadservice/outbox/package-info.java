/** What was decided, announced on Kafka. */
@NullMarked
package dev.leadline.leadservice.outbox;

import org.jspecify.annotations.NullMarked;
