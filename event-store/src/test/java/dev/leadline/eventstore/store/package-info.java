/** The contract of the event store, on a real PostgreSQL. */
@NullMarked
package dev.leadline.eventstore.store;

import org.jspecify.annotations.NullMarked;
