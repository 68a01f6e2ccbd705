/** Which leads are one person, and what happens when they become one, or two again. */
@NullMarked
package dev.leadline.leadservice.domain.merging;

import org.jspecify.annotations.NullMarked;
