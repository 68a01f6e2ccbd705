/** Tests of what is kept, and of what is looked up. */
@NullMarked
package dev.leadline.leadservice.store;

import org.jspecify.annotations.NullMarked;
