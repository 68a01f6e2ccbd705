package dev.leadline.enrichment.domain;

/** What kind of domain one is. */
@FunctionalInterface
public interface KnowDomains {

  /** Anybody's, nobody's for long, or somebody's. */
  Kind kind(String domain);

  /** Kinds of domain. */
  enum Kind {
    /** Everybody may have an address there, so it says nothing of a company. */
    PERSONAL,
    /** Addresses there live for minutes. */
    DISPOSABLE,
    /** A company's, as far as anybody knows. */
    WORK
  }
}
