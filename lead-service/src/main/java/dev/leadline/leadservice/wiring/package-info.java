/** How the service is assembled. */
@NullMarked
package dev.leadline.leadservice.wiring;

import org.jspecify.annotations.NullMarked;
