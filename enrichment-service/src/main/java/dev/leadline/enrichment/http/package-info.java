/** What the gateway asks of this service. */
@NullMarked
package dev.leadline.enrichment.http;

import org.jspecify.annotations.NullMarked;
