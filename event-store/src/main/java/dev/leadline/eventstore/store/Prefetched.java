package dev.leadline.eventstore.store;

import dev.leadline.eventstore.store.LeadEventStorageEngine.Streams;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * The leads that a unit of work is about to load, in the order in which it will. Their streams are
 * read together, as many as may be in memory at once, and each is let go with its load: what its
 * events add up to is small, and they are not.
 */
final class Prefetched {

  /**
   * How many bytes of events are read at once, as {@link Row#bytes} counts them. Some 7,000
   * ordinary ones: a batch of leads that have just begun to speak takes one query.
   */
  static final long MOST_BYTES = 16 << 20;

  private final Read streams;

  /** Those that have not been read, with the bytes of their events; 0 where they are not known. */
  private final Map<String, Long> ahead = new LinkedHashMap<>();

  private final Map<String, List<DomainEventMessage<?>>> read = new HashMap<>();

  /** Reads the streams of the first of some leads, as many as have so many bytes at most. */
  @FunctionalInterface
  interface Read {
    Streams first(List<String> leadIds, long mostBytes);
  }

  Prefetched(Read streams) {
    this.streams = streams;
  }

  void add(Collection<String> leadIds) {
    for (String leadId : leadIds) if (!read.containsKey(leadId)) ahead.putIfAbsent(leadId, 0L);
  }

  /**
   * All events of a lead, once; null where they have to be read for this lead alone, since nobody
   * said that it would be loaded, or they are too many to be in memory at once.
   */
  @Nullable List<DomainEventMessage<?>> take(String leadId) {
    if (ahead.containsKey(leadId)) readFrom(leadId);
    return read.remove(leadId);
  }

  private void readFrom(String leadId) {
    List<String> together = together(leadId);
    // What was read and not loaded in its turn must not be in memory beside what follows.
    read.clear();
    if (!together.isEmpty()) {
      Streams found = streams.first(together, MOST_BYTES);
      ahead.putAll(found.leftOut());
      ahead.keySet().removeAll(found.whole().keySet());
      read.putAll(found.whole());
    }
    ahead.remove(leadId);
  }

  /** The lead and those that follow it, as far as it is not known that they have no place. */
  private List<String> together(String first) {
    var together = new ArrayList<String>();
    long bytes = 0;
    boolean follows = false;
    for (Map.Entry<String, Long> lead : ahead.entrySet()) {
      follows |= lead.getKey().equals(first);
      if (!follows) continue;
      bytes += lead.getValue();
      if (bytes > MOST_BYTES) break;
      together.add(lead.getKey());
    }
    return together;
  }
}
