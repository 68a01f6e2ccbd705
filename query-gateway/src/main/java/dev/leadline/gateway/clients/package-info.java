/** Calls to the services that own commands and operations. */
@NullMarked
package dev.leadline.gateway.clients;

import org.jspecify.annotations.NullMarked;
