/** When leads are one person, tried case by case. */
@NullMarked
package dev.leadline.leadservice.domain.merging;

import org.jspecify.annotations.NullMarked;
