/** What waits in the dead-letter topic, with a real broker. */
@NullMarked
package dev.leadline.leadservice.inbox;

import org.jspecify.annotations.NullMarked;
