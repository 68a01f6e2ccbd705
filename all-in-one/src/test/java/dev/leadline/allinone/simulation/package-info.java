/** The invented traffic is what its readers expect of real traffic. */
@NullMarked
package dev.leadline.allinone.simulation;

import org.jspecify.annotations.NullMarked;
