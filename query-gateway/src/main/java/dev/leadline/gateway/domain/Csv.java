package dev.leadline.gateway.domain;

import dev.leadline.events.Channel;
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

/**
 * Leads as comma-separated values (RFC 4180; domain 5.11). A cell that a spreadsheet would run as a
 * formula begins with an apostrophe; so do phone numbers, because of their plus.
 */
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

  private static final String END = "\r\n";
  private static final String BETWEEN_VALUES = "; ";

  /** What begins a formula, also as wide letters, or hides its beginning. */
  private static final String BEGINS_A_FORMULA = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

  private Csv() {}

  /** A line of names, the header for example. */
  public static String line(List<String> cells) {
    var line = new StringBuilder(cells.size() * 16);
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) line.append(',');
      append(cells.get(i), line);
    }
    return line.append(END).toString();
  }

  /** The names of all columns. */
  public static String header(List<String> customFields) {
    return line(Stream.concat(HEADER.stream(), customFields.stream()).toList());
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
    return line(cells);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static String time(@Nullable Instant at, ZoneId zone) {
    return at == null ? "" : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone));
  }

  private static void append(String cell, StringBuilder line) {
    boolean isFormula = isFormula(cell);
    if (!isFormula && !needsQuotes(cell)) {
      line.append(cell);
      return;
    }
    line.append('"');
    if (isFormula) line.append('\'');
    for (int i = 0; i < cell.length(); i++) {
      char sign = cell.charAt(i);
      if (sign == '"') line.append('"');
      line.append(sign);
    }
    line.append('"');
  }

  private static boolean needsQuotes(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char sign = cell.charAt(i);
      if (sign == ',' || sign == '"' || sign == '\r' || sign == '\n') return true;
    }
    return false;
  }

  private static boolean isFormula(String cell) {
    if (cell.isEmpty()) return false;
    if (BEGINS_A_FORMULA.indexOf(cell.charAt(0)) >= 0) return true;
    int first = 0;
    while (first < cell.length() && isUnseen(cell.charAt(first))) first++;
    return first < cell.length() && BEGINS_A_FORMULA.indexOf(cell.charAt(first)) >= 0;
  }

  private static boolean isUnseen(char sign) {
    return Character.isWhitespace(sign)
        || Character.isSpaceChar(sign)
        || Character.isIdentifierIgnorable(sign);
  }
}
