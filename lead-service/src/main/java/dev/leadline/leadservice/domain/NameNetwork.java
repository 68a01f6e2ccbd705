package dev.leadline.leadservice.domain;

import org.jspecify.annotations.Nullable;

/**
 * Makes something of an IP address by which it is known again, and from which it cannot be read.
 */
@FunctionalInterface
public interface NameNetwork {

  /** Null without an address, and for one that says nothing of who uses it. */
  @Nullable String name(String tenant, @Nullable String ip);
}
