/**
 * The index of leads, kept by Lucene: filters, search, order and counts over any number of them.
 */
@NullMarked
package dev.leadline.gateway.store.index;

import org.jspecify.annotations.NullMarked;
