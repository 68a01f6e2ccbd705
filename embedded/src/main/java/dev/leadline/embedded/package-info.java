/** What the servers of a machine that has none share: their folder on disk. */
@NullMarked
package dev.leadline.embedded;

import org.jspecify.annotations.NullMarked;
