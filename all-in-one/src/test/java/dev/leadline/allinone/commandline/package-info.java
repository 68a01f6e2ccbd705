/** What a person reads for each thing they may type. */
@NullMarked
package dev.leadline.allinone.commandline;

import org.jspecify.annotations.NullMarked;
