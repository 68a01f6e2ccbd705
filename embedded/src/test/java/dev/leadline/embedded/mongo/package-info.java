/** What the embedded mongo promises, proven against the real server. */
@NullMarked
package dev.leadline.embedded.mongo;

import org.jspecify.annotations.NullMarked;
