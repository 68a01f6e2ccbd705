/** Tests of the service as a whole. */
@NullMarked
package dev.leadline.enrichment;

import org.jspecify.annotations.NullMarked;
