/** Tests of domain. */
@NullMarked
package dev.leadline.enrichment.domain;

import org.jspecify.annotations.NullMarked;
