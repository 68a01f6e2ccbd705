/** What a stored event means for rows, timelines, funnels and sums; rebuilds and parked leads. */
@NullMarked
package dev.leadline.timeline.domain;

import org.jspecify.annotations.NullMarked;
