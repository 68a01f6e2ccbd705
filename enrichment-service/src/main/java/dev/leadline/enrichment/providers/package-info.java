/** Those who are asked. */
@NullMarked
package dev.leadline.enrichment.providers;

import org.jspecify.annotations.NullMarked;
