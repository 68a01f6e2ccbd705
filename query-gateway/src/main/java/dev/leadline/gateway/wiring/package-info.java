/** How the gateway is put together. */
@NullMarked
package dev.leadline.gateway.wiring;

import org.jspecify.annotations.NullMarked;
