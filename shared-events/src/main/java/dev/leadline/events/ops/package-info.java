/** What became of work that operators began. */
@NullMarked
package dev.leadline.events.ops;

import org.jspecify.annotations.NullMarked;
