/** What every service has besides its own: the door, the pulse of Kafka, and spans. */
@NullMarked
package dev.leadline.servicebase;

import org.jspecify.annotations.NullMarked;
