/** What is asked, and what an answer means. */
@NullMarked
package dev.leadline.enrichment.domain;

import org.jspecify.annotations.NullMarked;
