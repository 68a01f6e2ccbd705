/** A stand-in for MongoDB in memory, and the guard that keeps our code to what both can do. */
@NullMarked
package dev.leadline.embedded.mongo;

import org.jspecify.annotations.NullMarked;
