/** Tests of providers. */
@NullMarked
package dev.leadline.enrichment.providers;

import org.jspecify.annotations.NullMarked;
