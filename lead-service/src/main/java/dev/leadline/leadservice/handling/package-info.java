/** Loads, asks the domain, stores: one batch at a time. */
@NullMarked
package dev.leadline.leadservice.handling;

import org.jspecify.annotations.NullMarked;
