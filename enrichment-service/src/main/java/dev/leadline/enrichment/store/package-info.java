/** The ledger, and what is remembered of leads. */
@NullMarked
package dev.leadline.enrichment.store;

import org.jspecify.annotations.NullMarked;
