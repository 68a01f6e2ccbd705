/** Asks a running platform how it is doing, and tells it what to do. */
@NullMarked
package dev.leadline.allinone.clients;

import org.jspecify.annotations.NullMarked;
