/** Where identities, positions and the map of countries are kept. */
@NullMarked
package dev.leadline.leadservice.store;

import org.jspecify.annotations.NullMarked;
