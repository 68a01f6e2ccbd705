/** What agent channels publish: the envelope, and one catalogue of facts for each publisher. */
@NullMarked
package dev.leadline.events.channel;

import org.jspecify.annotations.NullMarked;
