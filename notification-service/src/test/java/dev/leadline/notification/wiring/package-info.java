/** Tests of how the service is assembled. */
@NullMarked
package dev.leadline.notification.wiring;

import org.jspecify.annotations.NullMarked;
