/** Axon's event store on PostgreSQL: rows, keys, positions, signals. */
@NullMarked
package dev.leadline.eventstore.store;

import org.jspecify.annotations.NullMarked;
