/** Every server and service of the platform in this process, started and stopped as one. */
@NullMarked
package dev.leadline.allinone.platform;

import org.jspecify.annotations.NullMarked;
