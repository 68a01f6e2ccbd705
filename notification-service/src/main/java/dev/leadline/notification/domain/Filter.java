package dev.leadline.notification.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.IdentityStatus;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Stage;
import dev.leadline.events.view.LeadRow;
import java.util.List;

/**
 * Which leads a rule is about. In each list one match is enough; an empty list matches every lead.
 *
 * @param agents and {@code channels}: of the event, or where it has none, any that the lead ever
 *     had
 * @param countries ISO 3166-1 alpha-2, or {@code UNKNOWN}
 */
public record Filter(
    List<Stage> stages,
    List<String> agents,
    List<Channel> channels,
    List<String> countries,
    List<LeadSource> sources,
    List<IdentityStatus.Known> known) {

  /** Every lead. */
  public static final Filter ALL =
      new Filter(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  private static final String UNKNOWN = "UNKNOWN";

  public Filter {
    stages = stages == null ? List.of() : List.copyOf(stages);
    agents = agents == null ? List.of() : List.copyOf(agents);
    channels = channels == null ? List.of() : List.copyOf(channels);
    countries = countries == null ? List.of() : List.copyOf(countries);
    sources = sources == null ? List.of() : List.copyOf(sources);
    known = known == null ? List.of() : List.copyOf(known);
  }

  boolean matches(Occurrence occurrence) {
    LeadRow row = LeadRow.of(occurrence.lead().state(), occurrence.announced().at());
    var activity = occurrence.lead().state().picture().activity();
    var agentIds =
        occurrence.agentId() == null ? activity.agentIds() : List.of(occurrence.agentId());
    var ways = occurrence.channel() == null ? activity.channels() : List.of(occurrence.channel());
    return (stages.isEmpty() || stages.contains(row.stage()))
        && (agents.isEmpty() || agentIds.stream().anyMatch(agents::contains))
        && (channels.isEmpty() || ways.stream().anyMatch(channels::contains))
        && (countries.isEmpty()
            || countries.contains(row.country() == null ? UNKNOWN : row.country()))
        && (sources.isEmpty() || sources.contains(row.source()))
        && (known.isEmpty() || known.contains(row.known()));
  }
}
