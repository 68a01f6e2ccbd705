/**
 * What every service has besides its own: the door and how much goes through it, the pulse of
 * Kafka, how batches come and are tried again, spans, the trace that a problem names, which
 * failures of its store pass, and the key under which it seals.
 */
@NullMarked
package dev.leadline.servicebase;

import org.jspecify.annotations.NullMarked;
