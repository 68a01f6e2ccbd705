/** Batches of stored events are loaded, folded, stored and announced. */
@NullMarked
package dev.leadline.timeline.handling;

import org.jspecify.annotations.NullMarked;
