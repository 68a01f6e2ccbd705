/** How far the projections are, and whether the service is ready. */
@NullMarked
package dev.leadline.timeline.http;

import org.jspecify.annotations.NullMarked;
