package dev.leadline.gateway.domain;

import dev.leadline.events.view.LeadRow;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the index of leads is told about one of them. */
public sealed interface IndexedRow {

  /** The lead. */
  String leadId();

  /** One that the index can be told of. */
  sealed interface Understood extends IndexedRow {

    /** An older version never takes the place of a newer one. */
    long version();
  }

  /**
   * It is in the list.
   *
   * @param row as it was written: nothing in it is overdue
   * @param json the same in JSON, as it was read: an index keeps it without writing it again
   * @param identities as read models write them
   * @param customFields by name, as a person reads them
   */
  record Listed(
      String tenant,
      LeadRow row,
      String json,
      Set<String> identities,
      Map<String, String> customFields)
      implements Understood {

    public Listed {
      identities = Set.copyOf(identities);
      customFields = Map.copyOf(customFields);
    }

    @Override
    public String leadId() {
      return row.leadId();
    }

    @Override
    public long version() {
      return row.version();
    }
  }

  /** It is not in the list: part of another lead. */
  record Unlisted(String leadId, long version) implements Understood {}

  /**
   * It was erased: nothing of it may stay, on disk neither.
   *
   * @param at when; null of one that was written by an earlier version of the service
   * @param parted whether it may have been part of a lead once that is another person by now: what
   *     was written in the meantime under the id of that one may be of it
   */
  record Erased(String tenant, String leadId, long version, @Nullable Instant at, boolean parted)
      implements Understood {

    /** Whether it was, as far as is known. */
    public boolean isAfter(Instant moment) {
      return at == null || at.isAfter(moment);
    }
  }

  /**
   * It is there, and not to be read, as when a newer version of a service has written it. What the
   * index has of it stays: whoever can read it has no reason to look at it again.
   */
  record Unreadable(String leadId) implements IndexedRow {}
}
