/** The whole platform with real servers, as people and programs outside see it. */
@NullMarked
package dev.leadline.allinone.platform;

import org.jspecify.annotations.NullMarked;
