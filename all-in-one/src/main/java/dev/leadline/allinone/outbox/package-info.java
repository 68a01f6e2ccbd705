/** Publishes to Kafka as a producer outside of the platform does. */
@NullMarked
package dev.leadline.allinone.outbox;

import org.jspecify.annotations.NullMarked;
