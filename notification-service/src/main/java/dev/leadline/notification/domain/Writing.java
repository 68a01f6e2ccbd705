package dev.leadline.notification.domain;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.view.LeadRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts into words what happened. */
public final class Writing {

  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([a-z_]+)\\s*}}");

  private Writing() {}

  /**
   * What is said of an occurrence.
   *
   * @param dashboard address under which people reach the dashboard, without a slash at its end
   */
  public static Notice notice(
      String noticeId, Rule rule, Trigger trigger, Occurrence occurrence, String dashboard) {
    Announced announced = occurrence.announced();
    LeadRow row = LeadRow.of(occurrence.lead().state(), announced.at());
    String leadUrl = dashboard + "/leads/" + announced.leadId();
    String template = rule.terms().template();
    String title =
        template == null
            ? row.label() + " " + trigger.sentence()
            : filled(template, places(trigger, occurrence, row, leadUrl));
    return new Notice(
        noticeId,
        trigger.toString(),
        announced.tenant(),
        announced.leadId(),
        announced.sequence(),
        announced.at(),
        title,
        facts(occurrence, row),
        rule.terms().words() ? occurrence.lead().words() : null,
        leadUrl,
        row.blocked() || row.control().by() != null ? null : leadUrl + "?take-over",
        occurrence.told());
  }

  /** What is sent when a person wants to see whether messages arrive. */
  public static Notice test(
      String noticeId, String tenant, String by, Instant at, String dashboard) {
    return new Notice(
        noticeId,
        "test",
        tenant,
        "test",
        0,
        at,
        "This is a test: messages of %s arrive here".formatted(by),
        List.of(new Notice.Fact("Sent by", "Leadline")),
        null,
        dashboard + "/leads",
        null,
        Map.of());
  }

  private static List<Notice.Fact> facts(Occurrence occurrence, LeadRow row) {
    var facts = new ArrayList<Notice.Fact>();
    add(facts, "Stage", row.stage().label());
    add(facts, "Email", row.email());
    add(facts, "Phone", row.phone());
    add(facts, "Company", row.company());
    add(facts, "Country", row.country());
    add(facts, "Channel", occurrence.channel() == null ? null : shown(occurrence.channel().name()));
    add(facts, "Agent", occurrence.agentId());
    add(facts, "Team member", name(occurrence.by()));
    add(facts, "Reason", occurrence.detail());
    return facts;
  }

  private static Map<String, @Nullable String> places(
      Trigger trigger, Occurrence occurrence, LeadRow row, String leadUrl) {
    var places = new LinkedHashMap<String, @Nullable String>();
    places.put("name", row.label());
    places.put("email", row.email());
    places.put("phone_number", row.phone());
    places.put("company_name", row.company());
    places.put("stage", row.stage().label());
    places.put("country", row.country());
    places.put("event", trigger.label());
    places.put("sentence", trigger.sentence());
    places.put("agent", occurrence.agentId());
    places.put("member", name(occurrence.by()));
    places.put("reason", occurrence.detail());
    places.put("link", leadUrl);
    occurrence.told().forEach(places::putIfAbsent);
    return places;
  }

  /** A place for which there is nothing is left empty (domain 2.8). */
  private static String filled(String template, Map<String, @Nullable String> places) {
    return PLACE
        .matcher(template)
        .replaceAll(
            place -> {
              String value = places.get(place.group(1));
              return value == null ? "" : Matcher.quoteReplacement(value);
            })
        .strip();
  }

  private static @Nullable String name(LeadEvent.@Nullable Member member) {
    if (member == null) return null;
    return member.name() == null ? member.memberId() : member.name();
  }

  private static void add(List<Notice.Fact> facts, String label, @Nullable String value) {
    if (value != null && !value.isBlank()) facts.add(new Notice.Fact(label, value));
  }

  private static String shown(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
