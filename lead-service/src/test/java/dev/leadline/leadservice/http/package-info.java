/** Tests of what callers read. */
@NullMarked
package dev.leadline.leadservice.http;

import org.jspecify.annotations.NullMarked;
