package dev.leadline.timeline.domain;

import dev.leadline.events.lead.LeadEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as the event store gives it back.
 *
 * @param sequence its position among the events of the lead, from 0
 * @param eventId what a log line may name it by
 * @param traceParent the trace that it is a part of while it is new; history belongs to none
 */
public record StoredEvent(
    String tenant,
    String leadId,
    long sequence,
    String eventId,
    LeadEvent event,
    @Nullable String traceParent) {

  /** One of history. */
  public StoredEvent(String tenant, String leadId, long sequence, String eventId, LeadEvent event) {
    this(tenant, leadId, sequence, eventId, event, null);
  }

  /** How many events of the lead there are up to this one. */
  public long version() {
    return sequence + 1;
  }

  /** The newest trace of each lead that has one. */
  public static Map<String, String> traceParents(List<StoredEvent> batch) {
    Map<String, String> traces = Map.of();
    for (StoredEvent stored : batch) {
      String trace = stored.traceParent();
      if (trace == null) continue;
      if (traces.isEmpty()) traces = new HashMap<>();
      traces.put(stored.leadId(), trace);
    }
    return traces;
  }
}
