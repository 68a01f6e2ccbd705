/** What the embedded kafka promises, proven against the real server. */
@NullMarked
package dev.leadline.embedded.kafka;

import org.jspecify.annotations.NullMarked;
