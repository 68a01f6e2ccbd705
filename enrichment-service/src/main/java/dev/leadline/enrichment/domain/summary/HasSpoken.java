package dev.leadline.enrichment.domain.summary;

/** Whether anything is kept of what was said with a lead. */
@FunctionalInterface
public interface HasSpoken {

  /** With the lead, or with any other that is part of it; blocked or not. */
  boolean hasSpoken(String leadId);
}
