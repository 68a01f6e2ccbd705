/** The beans that a service gets. */
@NullMarked
package dev.leadline.eventstore.wiring;

import org.jspecify.annotations.NullMarked;
