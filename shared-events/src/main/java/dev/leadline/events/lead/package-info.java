/** What Leadline decided about its leads, and what those decisions add up to. */
@NullMarked
package dev.leadline.events.lead;

import org.jspecify.annotations.NullMarked;
