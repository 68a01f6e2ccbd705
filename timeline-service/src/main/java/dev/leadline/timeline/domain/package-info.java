/** What a stored event means for a row and for a timeline. */
@NullMarked
package dev.leadline.timeline.domain;

import org.jspecify.annotations.NullMarked;
