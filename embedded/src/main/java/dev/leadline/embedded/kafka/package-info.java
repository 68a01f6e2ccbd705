/** The real Kafka broker, in this process, on disk. */
@NullMarked
package dev.leadline.embedded.kafka;

import org.jspecify.annotations.NullMarked;
