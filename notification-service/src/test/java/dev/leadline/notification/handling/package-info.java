/** Tests of the use cases. */
@NullMarked
package dev.leadline.notification.handling;

import org.jspecify.annotations.NullMarked;
