package dev.leadline.leadservice.domain;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What waits in the dead-letter topic now, whichever instance parked it. */
@FunctionalInterface
public interface FindParked {

  /**
   * Looks.
   *
   * @throws Unavailable when the broker does not answer
   */
  Found find(Question question);

  /**
   * Which letters are asked for.
   *
   * @param id of the only one that is wanted; null for any
   * @param reason null for any
   * @param after only those parked after this place
   * @param before only those parked before this place
   * @param newestFirst else the oldest is the first
   * @param limit how many are read, at most
   */
  record Question(
      String tenant,
      @Nullable String id,
      @Nullable String reason,
      long after,
      long before,
      boolean newestFirst,
      int limit) {

    /** All of a tenant, the newest first. */
    public static Question newest(String tenant, @Nullable String reason, long before, int limit) {
      return new Question(tenant, null, reason, -1, before, true, limit);
    }
  }

  /**
   * The answer.
   *
   * @param total how many match, whatever the places and the limit
   * @param left how many more of those asked for follow the last
   * @param byReason how many of the tenant's letters wait for each reason, whatever is asked
   */
  record Found(List<ParkedRecord> records, long total, long left, Map<String, Long> byReason) {
    public Found {
      records = List.copyOf(records);
      byReason = Map.copyOf(byReason);
    }
  }

  /** The broker does not answer. */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Unavailable(Throwable cause) {
      super("The dead-letter topic cannot be reached now.", cause);
    }

    /** Because of this. */
    public static Unavailable because(Throwable cause) {
      return new Unavailable(cause);
    }
  }
}
