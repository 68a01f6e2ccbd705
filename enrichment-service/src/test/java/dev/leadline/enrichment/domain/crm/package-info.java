/** Tests of the package beside it. */
@NullMarked
package dev.leadline.enrichment.domain.crm;

import org.jspecify.annotations.NullMarked;
