package dev.leadline.enrichment.domain;

/** Makes something of a text by which it is known again, and from which it cannot be read. */
@FunctionalInterface
public interface Fingerprint {

  /** The same for the same texts, under this service's own key. */
  String of(String... texts);
}
