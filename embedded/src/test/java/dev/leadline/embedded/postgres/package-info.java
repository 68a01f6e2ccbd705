/** What the embedded postgres promises, proven against the real server. */
@NullMarked
package dev.leadline.embedded.postgres;

import org.jspecify.annotations.NullMarked;
