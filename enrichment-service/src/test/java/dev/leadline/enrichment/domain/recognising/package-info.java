/** Tests of recognition, and its measurement. */
@NullMarked
package dev.leadline.enrichment.domain.recognising;

import org.jspecify.annotations.NullMarked;
