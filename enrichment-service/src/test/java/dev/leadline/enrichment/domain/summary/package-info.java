/** Tests of the package beside it. */
@NullMarked
package dev.leadline.enrichment.domain.summary;

import org.jspecify.annotations.NullMarked;
