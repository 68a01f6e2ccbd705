/** History is read from its first event on, and goes on being read. */
@NullMarked
package dev.leadline.timeline.rebuild;

import org.jspecify.annotations.NullMarked;
