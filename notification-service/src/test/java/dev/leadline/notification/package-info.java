/** The service from outside. */
@NullMarked
package dev.leadline.notification;

import org.jspecify.annotations.NullMarked;
