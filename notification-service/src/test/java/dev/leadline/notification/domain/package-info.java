/** Who is told what, when and how often. */
@NullMarked
package dev.leadline.notification.domain;

import org.jspecify.annotations.NullMarked;
