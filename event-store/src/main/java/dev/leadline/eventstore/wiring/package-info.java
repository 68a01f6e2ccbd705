/** How the event store is assembled inside a service. */
@NullMarked
package dev.leadline.eventstore.wiring;

import org.jspecify.annotations.NullMarked;
