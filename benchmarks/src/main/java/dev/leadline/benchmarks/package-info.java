/** Measurements from end to end: what a client of the platform would see. */
@NullMarked
package dev.leadline.benchmarks;

import org.jspecify.annotations.NullMarked;
