/** Reads the read models in MongoDB by key. */
@NullMarked
package dev.leadline.gateway.store;

import org.jspecify.annotations.NullMarked;
