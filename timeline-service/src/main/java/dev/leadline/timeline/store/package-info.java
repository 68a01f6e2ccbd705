/** Rows, entries and positions lie in MongoDB. */
@NullMarked
package dev.leadline.timeline.store;

import org.jspecify.annotations.NullMarked;
