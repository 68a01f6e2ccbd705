/** Tests of what arrives. */
@NullMarked
package dev.leadline.enrichment.inbox;

import org.jspecify.annotations.NullMarked;
