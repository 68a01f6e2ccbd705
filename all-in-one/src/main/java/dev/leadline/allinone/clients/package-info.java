/** Asks a running platform how it is doing. */
@NullMarked
package dev.leadline.allinone.clients;

import org.jspecify.annotations.NullMarked;
