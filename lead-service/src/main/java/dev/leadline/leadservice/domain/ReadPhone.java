package dev.leadline.leadservice.domain;

import org.jspecify.annotations.Nullable;

/** Reads a phone number as people write it. */
@FunctionalInterface
public interface ReadPhone {

  /**
   * The number in E.164; one that names an extension ends with it as RFC 3966 writes it, {@code
   * +14155552671;ext=5}. Null for what is no number of its country, and for one that does not say
   * its country where none is known. The same text and country always give the same number.
   *
   * @param country ISO 3166-1 alpha-2, whose national format it may be in; null if nobody knows
   */
  @Nullable String read(String given, @Nullable String country);
}
