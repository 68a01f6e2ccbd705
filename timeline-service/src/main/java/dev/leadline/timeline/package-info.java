/** The read models: lead rows, timelines, funnels and sums, projected from the event store. */
@NullMarked
package dev.leadline.timeline;

import org.jspecify.annotations.NullMarked;
