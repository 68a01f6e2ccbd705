package dev.leadline.leadservice.domain;

import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.lead.IdentityKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of a lead. Everything that a decision needs travels inside. */
public sealed interface LeadCommand {

  /**
   * Take note of a channel event.
   *
   * @param keys the keys of the event that are this lead's
   * @param part the absorbed lead whose keys brought it; null if they are the lead's own
   * @param country of the address it came from, ISO 3166-1 alpha-2; null if that does not tell
   */
  record RecordInteraction(
      ChannelEvent event,
      List<IdentityKey> keys,
      @Nullable String part,
      @Nullable String country,
      Policy policy)
      implements LeadCommand {}
}
