/** How people and programs manage rules and destinations and look at deliveries. */
@NullMarked
package dev.leadline.notification.http;

import org.jspecify.annotations.NullMarked;
