/** Servers for the tests of other modules, ours or real ones in containers, and ways to them. */
@NullMarked
package dev.leadline.embedded.servers;

import org.jspecify.annotations.NullMarked;
