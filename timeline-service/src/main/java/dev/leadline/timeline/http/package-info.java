/** How far the projections are; rebuilds, and parked leads, for the gateway. */
@NullMarked
package dev.leadline.timeline.http;

import org.jspecify.annotations.NullMarked;
