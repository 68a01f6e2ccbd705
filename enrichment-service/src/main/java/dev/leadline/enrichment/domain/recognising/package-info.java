/** Whether a visitor is somebody whom we know: evidence, its weight, and what may be said. */
@NullMarked
package dev.leadline.enrichment.domain.recognising;

import org.jspecify.annotations.NullMarked;
