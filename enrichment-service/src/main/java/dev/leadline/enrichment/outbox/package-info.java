/** Answers, as channel events. */
@NullMarked
package dev.leadline.enrichment.outbox;

import org.jspecify.annotations.NullMarked;
