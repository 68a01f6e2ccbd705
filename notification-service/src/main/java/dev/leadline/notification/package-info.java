/** Tells the team what happens with leads, once. */
@NullMarked
package dev.leadline.notification;

import org.jspecify.annotations.NullMarked;
