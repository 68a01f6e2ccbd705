/**
 * What every service has besides its own: the door and how much goes through it, the pulse of
 * Kafka, spans, and the trace that a problem names.
 */
@NullMarked
package dev.leadline.servicebase;

import org.jspecify.annotations.NullMarked;
