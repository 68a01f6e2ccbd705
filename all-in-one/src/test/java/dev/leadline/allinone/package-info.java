/** The command line, the launcher and the files for containers. */
@NullMarked
package dev.leadline.allinone;

import org.jspecify.annotations.NullMarked;
