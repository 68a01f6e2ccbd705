/** Which lead events lead to a question. */
@NullMarked
package dev.leadline.enrichment.inbox;

import org.jspecify.annotations.NullMarked;
