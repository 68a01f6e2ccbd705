/** How the service is assembled. */
@NullMarked
package dev.leadline.enrichment.wiring;

import org.jspecify.annotations.NullMarked;
