/** How the service is assembled. */
@NullMarked
package dev.leadline.timeline.wiring;

import org.jspecify.annotations.NullMarked;
