/** Lead events, and operators' events, from Kafka. */
@NullMarked
package dev.leadline.notification.inbox;

import org.jspecify.annotations.NullMarked;
