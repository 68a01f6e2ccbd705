package dev.leadline.enrichment.domain;

/** Whether a domain takes mail. */
@FunctionalInterface
public interface MailServers {

  /** Asks whoever knows; within a moment. */
  Known find(String domain);

  /** What is known. */
  enum Known {
    /** It names servers that take its mail, or is one. */
    THERE,
    /** It exists and takes no mail. */
    NONE,
    /** There is no such domain. */
    NO_DOMAIN,
    /** Nobody answered. */
    SILENCE
  }
}
