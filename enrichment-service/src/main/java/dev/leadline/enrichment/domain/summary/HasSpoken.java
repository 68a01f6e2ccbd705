package dev.leadline.enrichment.domain.summary;

/** Whether anything was ever said with a lead, kept or not. */
@FunctionalInterface
public interface HasSpoken {

  /** With the lead, or with any other that is part of it; blocked or not. */
  boolean hasSpoken(String leadId);
}
