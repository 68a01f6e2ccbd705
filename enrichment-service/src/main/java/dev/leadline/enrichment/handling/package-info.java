/** Asks, and passes answers on. */
@NullMarked
package dev.leadline.enrichment.handling;

import org.jspecify.annotations.NullMarked;
