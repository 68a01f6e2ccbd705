/** Invented traffic: believable journeys of invented people, the same ones for the same seed. */
@NullMarked
package dev.leadline.allinone.simulation;

import org.jspecify.annotations.NullMarked;
