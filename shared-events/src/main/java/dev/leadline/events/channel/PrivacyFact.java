package dev.leadline.events.channel;

import dev.leadline.events.Wire;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a person asks about the data that is kept of them. */
public sealed interface PrivacyFact extends ChannelFact {

  /** Forget me. */
  @Wire(name = "privacy.erasure-requested")
  record ErasureRequested(
      @Nullable String requestedBy, @Nullable String legalBasis, @Nullable Instant dueBy)
      implements PrivacyFact {}

  /** Tell me what you know. */
  @Wire(name = "privacy.export-requested")
  record ExportRequested(
      @Nullable String requestedBy, @Nullable String legalBasis, @Nullable Instant dueBy)
      implements PrivacyFact {}
}
