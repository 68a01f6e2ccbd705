/** Tests of the service as a whole. */
@NullMarked
package dev.leadline.leadservice;

import org.jspecify.annotations.NullMarked;
