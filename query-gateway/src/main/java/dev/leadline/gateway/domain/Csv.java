package dev.leadline.gateway.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.CsvLine;
import dev.leadline.events.view.LeadRow;
import dev.leadline.events.view.NextStep;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Leads as comma-separated values. */
public final class Csv {

  /**
   * The columns and their order, which clients may rely on: new ones come at the end. After them
   * come the custom fields that leads of the tenant have, by name.
   */
  public static final List<String> HEADER =
      List.of(
          "lead_id",
          "label",
          "name",
          "email",
          "phone",
          "company",
          "identity_status",
          "known",
          "stage",
          "stage_label",
          "stage_at",
          "engagement",
          "engagement_label",
          "message_count",
          "latest_action",
          "latest_action_channel",
          "latest_action_at",
          "next_step",
          "next_step_channel",
          "next_step_due_at",
          "next_step_hold",
          "channels",
          "agent_ids",
          "source",
          "source_label",
          "country",
          "blocked",
          "blocked_reason",
          "blocked_by",
          "blocked_at",
          "control",
          "controlled_by",
          "first_seen_at",
          "last_activity_at",
          "version");

  private static final String BETWEEN_VALUES = "; ";

  private Csv() {}

  /** The names of all columns. */
  public static String header(List<String> customFields) {
    return CsvLine.of(Stream.concat(HEADER.stream(), customFields.stream()).toList());
  }

  /**
   * A lead, with times as they are in a zone.
   *
   * @param customFields whose columns there are
   * @param now decides which step is overdue
   */
  public static String line(
      ExportedLead lead, List<String> customFields, Instant now, ZoneId zone) {
    LeadRow row = lead.row().at(now);
    LeadRow.Action action = row.latestAction();
    NextStep next = row.nextStep();
    var cells = new ArrayList<String>(HEADER.size() + customFields.size());
    cells.add(row.leadId());
    cells.add(row.label());
    cells.add(text(row.name()));
    cells.add(text(row.email()));
    cells.add(text(row.phone()));
    cells.add(text(row.company()));
    cells.add(row.identityStatus().name());
    cells.add(row.known().name());
    cells.add(row.stage().name());
    cells.add(row.stage().label());
    cells.add(time(row.stageAt(), zone));
    cells.add(row.engagement().name());
    cells.add(row.engagement().label());
    cells.add(Integer.toString(row.messageCount()));
    cells.add(action == null ? "" : action.label());
    cells.add(action == null ? "" : action.channel().name());
    cells.add(time(action == null ? null : action.at(), zone));
    cells.add(row.nextStepLabel());
    cells.add(next == null || next.channel() == null ? "" : next.channel().name());
    cells.add(time(next == null ? null : next.dueAt(), zone));
    cells.add(next == null || next.hold() == null ? "" : next.hold().name());
    cells.add(
        row.channels().stream().map(Channel::name).collect(Collectors.joining(BETWEEN_VALUES)));
    cells.add(String.join(BETWEEN_VALUES, row.agentIds()));
    cells.add(row.source().name());
    cells.add(row.source().label());
    cells.add(text(row.country()));
    cells.add(Boolean.toString(row.blocked()));
    cells.add(text(row.blockedReason()));
    cells.add(text(row.blockedBy()));
    cells.add(time(row.blockedAt(), zone));
    cells.add(row.control().mode().name());
    cells.add(text(row.control().name()));
    cells.add(time(row.firstSeenAt(), zone));
    cells.add(time(row.lastActivityAt(), zone));
    cells.add(Long.toString(row.version()));
    for (String field : customFields) cells.add(lead.customFields().getOrDefault(field, ""));
    return CsvLine.of(cells);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static String time(@Nullable Instant at, ZoneId zone) {
    return at == null ? "" : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone));
  }
}
