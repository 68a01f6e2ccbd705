/** What a person types, and what they read. */
@NullMarked
package dev.leadline.allinone.commandline;

import org.jspecify.annotations.NullMarked;
