/** Who is answered over HTTP. */
@NullMarked
package dev.leadline.enrichment.http;

import org.jspecify.annotations.NullMarked;
