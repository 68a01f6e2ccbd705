/** Keeps the catalogues of events, their schemas, samples, approved files and document in step. */
@NullMarked
package dev.leadline.catalogue;

import org.jspecify.annotations.NullMarked;
