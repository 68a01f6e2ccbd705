package dev.leadline.events.channel;

import dev.leadline.events.Value;
import dev.leadline.events.Wire;
import java.util.Map;
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

  /**
   * A script or the address of the page told about the visitor: unauthenticated input.
   *
   * @param origin URL or JS
   */
  @Wire(name = "web.fields-set")
  record FieldsSet(Map<String, Value> fields, @Nullable String origin) implements WebFact {}

  /** A visitor looked at a video, an image or a document. */
  @Wire(name = "web.media-viewed")
  record MediaViewed(String mediaId, @Nullable String name, @Nullable String kind)
      implements WebFact {}
}
