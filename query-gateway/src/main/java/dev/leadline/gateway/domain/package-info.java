/** What can be asked about leads, and how pages of answers follow one another. */
@NullMarked
package dev.leadline.gateway.domain;

import org.jspecify.annotations.NullMarked;
