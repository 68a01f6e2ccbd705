/** Servers for the tests of other modules: ours, or the real ones in containers. */
@NullMarked
package dev.leadline.embedded.servers;

import org.jspecify.annotations.NullMarked;
