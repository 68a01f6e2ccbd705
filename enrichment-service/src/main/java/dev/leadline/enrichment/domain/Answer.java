package dev.leadline.enrichment.domain;

import dev.leadline.events.channel.ChannelFact;
import java.time.Duration;
import java.util.List;

/** What came of a question. Reasons are for operators and hold nothing personal. */
public sealed interface Answer {

  /** It was answered; what the platform is to be told of it, perhaps nothing. */
  record Found(List<ChannelFact> facts) implements Answer {
    public Found {
      facts = List.copyOf(facts);
    }
  }

  /** It will not be answered. */
  record Refused(String reason, List<ChannelFact> facts) implements Answer {
    public Refused {
      facts = List.copyOf(facts);
    }
  }

  /**
   * Not now.
   *
   * @param everybody whether nobody is to be asked for this purpose until then
   * @param otherwise what the platform is to be told if the patience is over by then
   */
  record Later(String reason, Duration pause, boolean everybody, List<ChannelFact> otherwise)
      implements Answer {
    public Later {
      otherwise = List.copyOf(otherwise);
    }
  }

  /** Nobody wants to know any more: nobody was asked. */
  record Dropped(String reason) implements Answer {}
}
