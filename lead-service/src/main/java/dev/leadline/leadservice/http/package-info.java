/** How people and programs call us. */
@NullMarked
package dev.leadline.leadservice.http;

import org.jspecify.annotations.NullMarked;
