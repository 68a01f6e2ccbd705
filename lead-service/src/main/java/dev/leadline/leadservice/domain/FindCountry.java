package dev.leadline.leadservice.domain;

import org.jspecify.annotations.Nullable;

/** Where an address is. */
@FunctionalInterface
public interface FindCountry {

  /** ISO 3166-1 alpha-2; null for private, reserved, unknown or unreadable addresses. */
  @Nullable String find(@Nullable String ip);

  /** Region and city, where they are known; no network. */
  default Where place(@Nullable String ip) {
    return Where.NOWHERE;
  }
}
