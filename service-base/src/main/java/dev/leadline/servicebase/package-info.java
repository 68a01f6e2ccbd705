/**
 * What every service has besides its own: the door and how much goes through it, the pulse of
 * Kafka, how batches come and are tried again, spans, the trace that a problem names, and which
 * failures of its store pass.
 */
@NullMarked
package dev.leadline.servicebase;

import org.jspecify.annotations.NullMarked;
