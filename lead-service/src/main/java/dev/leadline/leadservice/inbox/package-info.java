/** Channel events that arrive by Kafka, and what becomes of broken ones. */
@NullMarked
package dev.leadline.leadservice.inbox;

import org.jspecify.annotations.NullMarked;
