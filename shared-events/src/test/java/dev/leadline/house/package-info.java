/** What every module of this house keeps to, written as tests. */
@NullMarked
package dev.leadline.house;

import org.jspecify.annotations.NullMarked;
