package dev.leadline.notification.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list as callers read it.
 *
 * @param nextCursor where the next page begins; null on the last
 */
record Items<T>(List<T> items, @Nullable String nextCursor) {

  Items(List<T> items) {
    this(items, null);
  }
}
