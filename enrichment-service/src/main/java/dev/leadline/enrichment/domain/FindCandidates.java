package dev.leadline.enrichment.domain;

import java.util.List;

/** Who may be a visitor. */
@FunctionalInterface
public interface FindCandidates {

  /** Contacts whom any trace of the visitor leads to, and how many others were on its networks. */
  Found find(KnownLead visitor);

  /** What was found. */
  record Found(List<KnownLead> contacts, int crowd) {
    public Found {
      contacts = List.copyOf(contacts);
    }
  }
}
