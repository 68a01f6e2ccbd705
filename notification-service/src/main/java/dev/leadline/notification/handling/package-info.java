/** Who reads events, asks the domain, and sends. */
@NullMarked
package dev.leadline.notification.handling;

import org.jspecify.annotations.NullMarked;
