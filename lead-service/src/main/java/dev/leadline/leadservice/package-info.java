/** Records what channels say of leads, and decides what follows. */
@NullMarked
package dev.leadline.leadservice;

import org.jspecify.annotations.NullMarked;
