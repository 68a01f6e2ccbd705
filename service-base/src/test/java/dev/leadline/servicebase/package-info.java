/** What every service has, tested. */
@NullMarked
package dev.leadline.servicebase;

import org.jspecify.annotations.NullMarked;
