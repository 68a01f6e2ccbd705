/** Tests of domain. */
@NullMarked
package dev.leadline.enrichment.handling;

import org.jspecify.annotations.NullMarked;
