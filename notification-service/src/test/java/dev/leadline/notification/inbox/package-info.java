/** Tests of what comes from Kafka. */
@NullMarked
package dev.leadline.notification.inbox;

import org.jspecify.annotations.NullMarked;
