package dev.leadline.leadservice.handling;

import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.EventLog.Check;
import dev.leadline.eventstore.store.StoredEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operators ask of the event store: one lead's stream, whether all is readable, history. */
public final class InspectEvents {

  /** Events that are looked at or sent on by one call: about a second of work. */
  private static final int CHUNK = 5_000;

  private static final int PIECE = 1_000;

  private final EventLog log;
  private final PublishHistory history;

  /** Reads the store, and publishes for those who ask. */
  public InspectEvents(EventLog log, PublishHistory history) {
    this.log = log;
    this.history = history;
  }

  /**
   * What was recorded on the stream of a lead, and about it on others, in the order of the store;
   * nothing of what another tenant has.
   *
   * @param limit how many at most; fewer where they are very large
   */
  public EventLog.Part ofLead(String tenant, String leadId, long after, int limit) {
    EventLog.Part part = log.about(List.of(leadId), after, Long.MAX_VALUE, limit);
    boolean theirs = part.events().stream().allMatch(stored -> stored.tenant().equals(tenant));
    return theirs ? part : new EventLog.Part(List.of(), false);
  }

  /** Opens and reads events after a position. */
  public Check check(long after) {
    return log.check(after, CHUNK);
  }

  /** Where somebody begins who wants what was stored from a time on. */
  public long positionBefore(Instant time) {
    return log.positionBefore(time);
  }

  /** What became of a wish for history. */
  public sealed interface Answer {}

  /**
   * Sent so far.
   *
   * @param position from which a further call goes on
   * @param head of the newest event that there is
   */
  public record Sent(long sent, long position, long head) implements Answer {}

  /** The topic is one that people and programs act upon. */
  public record LiveTopic() implements Answer {}

  /** There is no such topic, and none was to be made. */
  public record UnknownTopic() implements Answer {}

  /**
   * Sends the tenant's events after a position to a topic, some at a time.
   *
   * @param upTo the last position that is wanted; null for all
   */
  public Answer republish(
      String tenant, String topic, boolean make, long after, @Nullable Long upTo) {
    if (history.isLive(topic)) return new LiveTopic();
    if (!history.exists(topic)) {
      if (!make) return new UnknownTopic();
      history.make(topic);
    }
    long last = upTo == null ? Long.MAX_VALUE : upTo;
    long position = after;
    long sent = 0;
    for (int read = 0; read < CHUNK && position < last; ) {
      List<StoredEvent> events = log.readAfter(position, PIECE);
      if (events.isEmpty()) break;
      List<StoredEvent> wanted =
          events.stream()
              .filter(stored -> stored.tenant().equals(tenant) && stored.position() <= last)
              .toList();
      history.publish(topic, wanted);
      sent += wanted.size();
      read += events.size();
      position = Math.min(events.getLast().position(), last);
    }
    return new Sent(sent, position, Math.min(last, Math.max(position, log.lastPosition())));
  }
}
