package dev.leadline.leadservice.handling;

import dev.leadline.events.channel.CloudEvent;
import dev.leadline.leadservice.handling.Outcome.Parked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells leads what callers know of them, and answers when it is stored. */
public final class TellLeads {

  private final ReadChannelEvents read;
  private final RecordChannelEvents record;
  private final CommandLeads leads;

  /** Everything that telling needs. */
  public TellLeads(ReadChannelEvents read, RecordChannelEvents record, CommandLeads leads) {
    this.read = read;
    this.record = record;
    this.leads = leads;
  }

  /** What became of one event. */
  public sealed interface Answer {}

  /**
   * It is stored, now or by an earlier call with the same id.
   *
   * @param created the lead was met by it
   */
  public record Told(String leadId, long version, boolean created) implements Answer {}

  /** It cannot be stored, and why. */
  public record NotTold(Parked why) implements Answer {}

  /** Not stored: the lead has changed since the caller looked. */
  public record VersionChanged(long version) implements Answer {}

  /**
   * Stores it if the lead that it names has still the version that the caller has seen.
   *
   * @param onVersion that version
   */
  public Answer tell(CloudEvent event, long onVersion, Instant now) {
    return switch (read.read(event, now)) {
      case ReadChannelEvents.Refused(Parked why) -> new NotTold(why);
      case ReadChannelEvents.Understood(Arrival arrival, _) ->
          switch (record.record(arrival, onVersion)) {
            case RecordChannelEvents.OtherVersion(long newest) -> new VersionChanged(newest);
            case RecordChannelEvents.OnVersion(Outcome outcome) ->
                answer(outcome, versions(List.of(arrival), List.of(outcome)));
          };
    };
  }

  /**
   * Stores all that can be stored, in one transaction.
   *
   * @return one answer for each event, in the same order
   */
  public List<Answer> tell(List<CloudEvent> events, Instant now) {
    List<ReadChannelEvents.Reading> readings =
        events.stream().map(event -> read.read(event, now)).toList();
    var arrivals = new ArrayList<Arrival>();
    for (var reading : readings)
      if (reading instanceof ReadChannelEvents.Understood(Arrival arrival, _))
        arrivals.add(arrival);
    List<Outcome> outcomes = record.record(arrivals);
    Map<String, Long> versions = versions(arrivals, outcomes);
    var recorded = outcomes.iterator();
    return readings.stream()
        .map(
            reading ->
                switch (reading) {
                  case ReadChannelEvents.Refused(Parked why) -> new NotTold(why);
                  case ReadChannelEvents.Understood _ -> answer(recorded.next(), versions);
                })
        .toList();
  }

  private Map<String, Long> versions(List<Arrival> arrivals, List<Outcome> outcomes) {
    var versions = new HashMap<String, Long>();
    idsByTenant(arrivals, outcomes)
        .forEach(
            (tenant, ids) ->
                leads
                    .find(tenant, ids)
                    .forEach((leadId, lead) -> versions.put(leadId, lead.version())));
    return versions;
  }

  private static Map<String, Set<String>> idsByTenant(
      List<Arrival> arrivals, List<Outcome> outcomes) {
    var ids = new HashMap<String, Set<String>>();
    for (int i = 0; i < outcomes.size(); i++) {
      String leadId = leadId(outcomes.get(i));
      if (leadId != null)
        ids.computeIfAbsent(arrivals.get(i).event().tenant(), _ -> new HashSet<>()).add(leadId);
    }
    return ids;
  }

  private static @Nullable String leadId(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Stored stored -> stored.leadId();
      case Outcome.Duplicate duplicate -> duplicate.leadId();
      case Outcome.Unknown unknown -> unknown.leadId();
      case Parked _ -> null;
    };
  }

  private static Answer answer(Outcome outcome, Map<String, Long> versions) {
    if (outcome instanceof Parked parked) return new NotTold(parked);
    String leadId = leadId(outcome);
    if (leadId == null) throw new IllegalStateException("What is stored has a lead");
    boolean created = outcome instanceof Outcome.Stored stored && stored.created();
    return new Told(leadId, versions.getOrDefault(leadId, 0L), created);
  }
}
