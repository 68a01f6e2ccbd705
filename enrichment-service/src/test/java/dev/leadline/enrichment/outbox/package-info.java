/** What leaves for Kafka, tested. */
@NullMarked
package dev.leadline.enrichment.outbox;

import org.jspecify.annotations.NullMarked;
