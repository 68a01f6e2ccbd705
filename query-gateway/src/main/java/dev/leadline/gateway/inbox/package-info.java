/** What arrives from Kafka: which rows changed. */
@NullMarked
package dev.leadline.gateway.inbox;

import org.jspecify.annotations.NullMarked;
