/** Backups of what no replay brings back, and their way into an empty database. */
@NullMarked
package dev.leadline.allinone.store;

import org.jspecify.annotations.NullMarked;
