/** Asks others about leads and publishes what they answer. */
@NullMarked
package dev.leadline.enrichment;

import org.jspecify.annotations.NullMarked;
