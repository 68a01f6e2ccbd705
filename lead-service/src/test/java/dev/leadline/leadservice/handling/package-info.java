/** Given what is known, when something arrives, then this is stored. */
@NullMarked
package dev.leadline.leadservice.handling;

import org.jspecify.annotations.NullMarked;
