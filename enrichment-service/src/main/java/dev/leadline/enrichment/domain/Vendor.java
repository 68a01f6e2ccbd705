package dev.leadline.enrichment.domain;

import dev.leadline.events.Value;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of those who may know more. */
@FunctionalInterface
public interface Vendor {

  /** What it says. */
  Said ask(Question question);

  /** As events and metrics call it. */
  default String name() {
    return "vendor";
  }

  /** Fields that it may fill; empty if it does not say. */
  default Set<String> fields() {
    return Set.of();
  }

  /**
   * What is asked.
   *
   * @param about names such as {@code email}, {@code domain}, {@code ip}, and their values
   */
  record Question(Map<String, String> about) {
    public Question {
      about = Map.copyOf(about);
    }
  }

  /** What a vendor says. */
  sealed interface Said {}

  /**
   * It knows something.
   *
   * @param person whether it knows who, and not only from which company
   */
  record Knows(Map<String, Value> fields, boolean person, @Nullable Double confidence)
      implements Said {
    public Knows {
      fields = Map.copyOf(fields);
    }
  }

  /** It knows nothing. */
  record KnowsNothing() implements Said {}

  /**
   * It did not answer.
   *
   * @param pause until it may
   * @param asked whether the question may have reached it, so that it counts as asked
   */
  record Silent(String reason, Duration pause, boolean asked) implements Said {}
}
