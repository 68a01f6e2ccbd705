package dev.leadline.leadservice.handling;

import dev.leadline.eventstore.store.AcceptedEvents;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What is stored already: before a batch, and by its own events. What a channel tells its facts
 * apart by holds within one lead, and whose an event is may change while its batch is recorded: a
 * key that nobody thought of beforehand is asked for when it is needed.
 */
final class StoredBefore {

  private final AcceptedEvents accepted;
  private final Map<UUID, Before> byEventId = new HashMap<>();
  private final Map<UUID, Before> byNaturalKey = new HashMap<>();
  private final Set<UUID> asked;

  /** What was stored under the id of an event, or under what its channel tells it apart by. */
  record Before(LongPredicate hasBody, String leadId) {

    private static Before of(AcceptedEvents.Accepted stored) {
      return new Before(stored.hasBody(), stored.leadId());
    }
  }

  /** Looks for all of these with one query. */
  StoredBefore(AcceptedEvents accepted, Collection<UUID> eventIds, Collection<UUID> naturalKeys) {
    this.accepted = accepted;
    asked = new HashSet<>(naturalKeys);
    find(eventIds, naturalKeys);
  }

  private void find(Collection<UUID> eventIds, Collection<UUID> naturalKeys) {
    AcceptedEvents.Found found = accepted.find(eventIds, naturalKeys);
    found.byEventId().forEach((id, stored) -> byEventId.put(id, Before.of(stored)));
    found.byNaturalKey().forEach((key, stored) -> byNaturalKey.put(key, Before.of(stored)));
  }

  /** Null if nothing is. */
  @Nullable Before under(UUID eventId) {
    return byEventId.get(eventId);
  }

  /**
   * Null if nothing is.
   *
   * @param isNew nothing but this batch can have stored it
   */
  @Nullable Before underNatural(UUID key, boolean isNew) {
    if (!isNew && asked.add(key)) find(List.of(), List.of(key));
    return byNaturalKey.get(key);
  }

  void add(UUID eventId, Before stored, @Nullable UUID naturalKey) {
    byEventId.put(eventId, stored);
    if (naturalKey != null) byNaturalKey.put(naturalKey, stored);
  }
}
