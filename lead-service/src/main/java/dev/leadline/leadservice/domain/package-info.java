/** The rules of a lead, as functions of what is known. */
@NullMarked
package dev.leadline.leadservice.domain;

import org.jspecify.annotations.NullMarked;
