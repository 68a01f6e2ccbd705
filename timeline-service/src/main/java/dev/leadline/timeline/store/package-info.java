/** Rows, entries, funnels, sums, positions, rebuilds and parked leads lie in MongoDB. */
@NullMarked
package dev.leadline.timeline.store;

import org.jspecify.annotations.NullMarked;
