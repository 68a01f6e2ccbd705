/** Leadline in one process, and its command line. */
@NullMarked
package dev.leadline.allinone;

import org.jspecify.annotations.NullMarked;
