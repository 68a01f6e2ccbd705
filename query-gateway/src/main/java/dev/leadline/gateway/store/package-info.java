/** Reads the read models in MongoDB by key, and keeps in PostgreSQL who may ask and who did. */
@NullMarked
package dev.leadline.gateway.store;

import org.jspecify.annotations.NullMarked;
