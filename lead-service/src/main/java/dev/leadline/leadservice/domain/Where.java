package dev.leadline.leadservice.domain;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of an IP address beside the country; the address itself is dropped.
 *
 * @param region in words, where the database knows it
 * @param city in words, where the database knows it
 * @param network by which the same address is known again within its tenant
 */
public record Where(@Nullable String region, @Nullable String city, @Nullable String network) {

  /** Nothing is known. */
  public static final Where NOWHERE = new Where(null, null, null);

  /** The same with a name for the network. */
  public Where in(@Nullable String name) {
    return new Where(region, city, name);
  }
}
