/** What the embedded servers promise together. */
@NullMarked
package dev.leadline.embedded;

import org.jspecify.annotations.NullMarked;
