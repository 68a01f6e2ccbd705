/** PostgreSQL from its real binaries, as a child process that ends with the JVM. */
@NullMarked
package dev.leadline.embedded.postgres;

import org.jspecify.annotations.NullMarked;
