package dev.leadline.enrichment.domain.summary;

import org.jspecify.annotations.Nullable;

/** What was said with a person, over all that the lead has absorbed. */
@FunctionalInterface
public interface FindConversation {

  /** Without lines if nothing was said; null if the lead is part of another one. */
  @Nullable Conversation of(String leadId);
}
