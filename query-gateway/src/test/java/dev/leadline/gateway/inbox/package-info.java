@NullMarked
package dev.leadline.gateway.inbox;

import org.jspecify.annotations.NullMarked;
