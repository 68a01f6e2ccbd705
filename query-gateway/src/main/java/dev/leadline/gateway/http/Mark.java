package dev.leadline.gateway.http;

import dev.leadline.events.IdentityStatus;

/** How sure we are who a lead is, at a glance (leads-page, "status indicators"). */
record Mark(String icon, String tone, String label, String explanation) {

  static Mark of(IdentityStatus status) {
    return switch (status) {
      case SELF_IDENTIFIED ->
          new Mark("check", "good", "Self-identified", "The lead identified itself");
      case PROVIDED ->
          new Mark("check", "plain", "Provided", "Identified by your team or a connected system");
      case ENRICHED ->
          new Mark(
              "warning", "warn", "Enriched", "Identified by enrichment, not by the lead itself");
      case DEANONYMIZED ->
          new Mark(
              "warning",
              "warn",
              "Deanonymized",
              "Matched from outside sources, not by the lead itself");
      case ANONYMOUS -> new Mark("", "none", "Anonymous", "Not identified yet");
    };
  }

  public boolean shown() {
    return !icon.isEmpty();
  }
}
