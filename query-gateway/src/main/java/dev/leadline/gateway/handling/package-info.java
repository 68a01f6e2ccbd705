/** Answers questions about leads, for programs and for the dashboard alike. */
@NullMarked
package dev.leadline.gateway.handling;

import org.jspecify.annotations.NullMarked;
