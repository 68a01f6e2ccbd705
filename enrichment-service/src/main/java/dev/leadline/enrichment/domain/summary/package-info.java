/** What a conversation comes to: its rules, whoever writes the summary. */
@NullMarked
package dev.leadline.enrichment.domain.summary;

import org.jspecify.annotations.NullMarked;
