package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** An exported file as whoever gets it reads it, and what has to be in it. */
final class CsvFile {

  /** Columns, and where the list has what is in them; labels are no part of the list. */
  private static final List<List<String>> COLUMNS =
      List.of(
          List.of("lead_id", "/leadId"),
          List.of("label", "/label"),
          List.of("name", "/name"),
          List.of("email", "/email"),
          List.of("phone", "/phone"),
          List.of("company", "/company"),
          List.of("identity_status", "/identityStatus"),
          List.of("known", "/known"),
          List.of("stage", "/stage"),
          List.of("stage_label", ""),
          List.of("stage_at", "/stageAt"),
          List.of("engagement", "/engagement"),
          List.of("engagement_label", ""),
          List.of("message_count", "/messageCount"),
          List.of("latest_action", "/latestAction/label"),
          List.of("latest_action_channel", "/latestAction/channel"),
          List.of("latest_action_at", "/latestAction/at"),
          List.of("next_step", "/nextStepLabel"),
          List.of("next_step_channel", "/nextStep/channel"),
          List.of("next_step_due_at", "/nextStep/dueAt"),
          List.of("next_step_hold", "/nextStep/hold"),
          List.of("channels", "/channels"),
          List.of("agent_ids", "/agentIds"),
          List.of("source", "/source"),
          List.of("source_label", ""),
          List.of("country", "/country"),
          List.of("blocked", "/blocked"),
          List.of("blocked_reason", "/blockedReason"),
          List.of("blocked_by", "/blockedBy"),
          List.of("blocked_at", "/blockedAt"),
          List.of("control", "/control/mode"),
          List.of("controlled_by", "/control/name"),
          List.of("first_seen_at", "/firstSeenAt"),
          List.of("last_activity_at", "/lastActivityAt"),
          List.of("version", "/version"));

  private CsvFile() {}

  /** As the standard says: cells by line. */
  static List<List<String>> parsed(String csv) {
    var lines = new ArrayList<List<String>>();
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < csv.length(); i++) {
      char sign = csv.charAt(i);
      if (quoted && sign == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (sign == '"') quoted = !quoted;
      else if (!quoted && (sign == ',' || sign == '\r')) {
        cells.add(cell.toString());
        cell.setLength(0);
        if (sign == ',') continue;
        lines.add(List.copyOf(cells));
        cells.clear();
        i++;
      } else cell.append(sign);
    }
    assertThat(cell).as("the last line ends").isEmpty();
    return lines;
  }

  static String cell(List<List<String>> lines, int line, String column) {
    return lines.get(line).get(lines.getFirst().indexOf(column));
  }

  /** Every line is the row of the list at its place, column by column, in the promised order. */
  static void assertEqual(List<List<String>> lines, List<JsonNode> items, ZoneId zone) {
    assertThat(lines.getFirst().subList(0, COLUMNS.size()))
        .isEqualTo(COLUMNS.stream().map(List::getFirst).toList());
    assertThat(lines).hasSize(items.size() + 1);
    for (int i = 0; i < items.size(); i++) {
      assertThat(lines.get(i + 1)).hasSameSizeAs(lines.getFirst());
      for (int column = 0; column < COLUMNS.size(); column++) {
        String place = COLUMNS.get(column).getLast();
        if (!place.isEmpty())
          assertThat(lines.get(i + 1).get(column))
              .as("line %d, %s", i + 1, COLUMNS.get(column).getFirst())
              .isEqualTo(cell(items.get(i).at(place), place, zone));
      }
    }
  }

  private static String cell(JsonNode value, String place, ZoneId zone) {
    if (value.isMissingNode() || value.isNull()) return "";
    if (value.isArray())
      return value.valueStream().map(JsonNode::asString).collect(Collectors.joining("; "));
    String text = value.asString();
    if (place.endsWith("At") || place.endsWith("/at"))
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(Instant.parse(text).atZone(zone));
    return text.isEmpty() || "=+-@".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
  }
}
