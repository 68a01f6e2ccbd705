package dev.leadline.leadservice.handling;

import dev.leadline.events.channel.CloudEvent;
import dev.leadline.events.lead.LeadState;
import dev.leadline.leadservice.handling.Outcome.Parked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
      if (reading instanceof ReadChannelEvents.Understood(Arrival arrival)) arrivals.add(arrival);
    var outcomes = record.record(arrivals).iterator();
    var answers = new ArrayList<Answer>();
    for (int i = 0; i < readings.size(); i++)
      answers.add(
          switch (readings.get(i)) {
            case ReadChannelEvents.Refused(Parked why) -> new NotTold(why);
            case ReadChannelEvents.Understood understood ->
                answer(events.get(i).tenant(), outcomes.next());
          });
    return answers;
  }

  private Answer answer(String tenant, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Stored(String leadId, boolean created) -> told(tenant, leadId, created);
      case Outcome.Duplicate(String leadId) -> told(tenant, leadId, false);
      case Outcome.Unknown(String leadId) -> told(tenant, leadId, false);
      case Parked parked -> new NotTold(parked);
    };
  }

  private Told told(String tenant, String leadId, boolean created) {
    LeadState lead = leads.find(tenant, leadId);
    return new Told(leadId, lead == null ? 0 : lead.version(), created);
  }
}
