/** The read models: lead rows and timelines, projected from the event store. */
@NullMarked
package dev.leadline.timeline;

import org.jspecify.annotations.NullMarked;
