package dev.leadline.gateway.domain;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the services answer to operators. */
@FunctionalInterface
public interface AskOperations {

  /**
   * Asks, or has something done.
   *
   * @throws Unavailable when that service does not answer
   */
  Answer ask(Call call);

  /** Who answers to operators. */
  enum Service {
    LEAD_SERVICE("lead-service"),
    TIMELINE_SERVICE("timeline-service");

    private final String label;

    Service(String label) {
      this.label = label;
    }

    /** As operators know it. */
    public String label() {
      return label;
    }
  }

  /**
   * A call.
   *
   * @param path the segments of the address
   * @param query by name; empty for none
   * @param headers who asks
   * @param body JSON; null for none
   */
  record Call(
      Service service,
      String method,
      List<String> path,
      Map<String, String> query,
      Map<String, String> headers,
      @Nullable String body) {}

  /** What came back, a problem being an answer too. */
  record Answer(int status, String contentType, String body) {

    /** Whether it is what was asked for. */
    public boolean isGiven() {
      return status / 100 == 2;
    }
  }
}
