package dev.leadline.events.channel;

import dev.leadline.events.Wire;
import org.jspecify.annotations.Nullable;

/** What the website sees. */
public sealed interface WebFact extends ChannelFact {

  /** A visitor looked at a page. */
  @Wire(name = "web.page-viewed")
  record PageViewed(
      String url,
      @Nullable String path,
      @Nullable String title,
      @Nullable String referrer,
      @Nullable String sessionId,
      @Nullable Long durationMs)
      implements WebFact {}
}
