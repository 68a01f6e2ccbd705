/** What travels with a lead event on its way into the event store. */
@NullMarked
package dev.leadline.eventstore;

import org.jspecify.annotations.NullMarked;
