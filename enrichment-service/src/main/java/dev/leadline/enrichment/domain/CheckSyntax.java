package dev.leadline.enrichment.domain;

/** Whether a text is an address at all. */
@FunctionalInterface
public interface CheckSyntax {

  /** By the rules of mail; nobody is asked. */
  boolean isAddress(String email);
}
