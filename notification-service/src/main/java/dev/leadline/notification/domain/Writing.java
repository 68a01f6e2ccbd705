package dev.leadline.notification.domain;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.ops.OpsEvent;
import dev.leadline.events.ops.OpsEvent.ReplayFinished;
import dev.leadline.events.view.LeadRow;
import java.time.Duration;
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

  /** Controls, and the ones of the direction of writing. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cntrl}&&[^\\s]]|[\\u202A-\\u202E\\u2066-\\u2069]");

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
    String title =
        title(
            rule,
            places(trigger, occurrence, row, leadUrl),
            row.label() + " " + trigger.sentence());
    return new Notice(
        noticeId,
        trigger.toString(),
        announced.tenant(),
        announced.leadId(),
        announced.sequence(),
        announced.at(),
        title,
        facts(occurrence, row),
        rule.terms().words() ? seen(occurrence.lead().words()) : null,
        leadUrl,
        row.blocked() || row.control().by() != null ? null : leadUrl + "?take-over",
        occurrence.told(),
        announced.traceParent());
  }

  /** What is said of work that operators began. */
  public static Notice notice(
      String noticeId, Rule rule, OpsAnnounced announced, String dashboard) {
    Trigger trigger = Triggers.of(announced.event());
    ReplayFinished finished =
        switch (announced.event()) {
          case ReplayFinished replay -> replay;
        };
    String link = dashboard + "/operations";
    return new Notice(
        noticeId,
        trigger.toString(),
        announced.tenant(),
        null,
        0,
        announced.at(),
        title(
            rule,
            places(trigger, finished, link),
            finished.projection() + " " + ended(finished.outcome())),
        facts(finished),
        null,
        link,
        null,
        Map.of(),
        null);
  }

  private static String ended(OpsEvent.Outcome outcome) {
    return switch (outcome) {
      case DONE -> Trigger.OPS_REPLAY_FINISHED.sentence();
      case FAILED -> "could not be built again";
      case CANCELED -> "is not built again: that was canceled";
    };
  }

  private static List<Notice.Fact> facts(ReplayFinished finished) {
    var facts = new ArrayList<Notice.Fact>();
    Duration took = Duration.between(finished.startedAt(), finished.finishedAt());
    Long differing = finished.differing();
    add(facts, "Read model", finished.projection());
    add(facts, "Outcome", shown(finished.outcome().name()));
    add(facts, "Events", Long.toString(finished.events()));
    add(facts, "Documents that differed", differing == null ? null : differing.toString());
    add(facts, "Took", "%d min %d s".formatted(took.toMinutes(), took.toSecondsPart()));
    add(facts, "Reason", finished.failure());
    return facts;
  }

  private static Map<String, @Nullable String> places(
      Trigger trigger, ReplayFinished finished, String link) {
    var places = new LinkedHashMap<String, @Nullable String>();
    places.put("name", finished.projection());
    places.put("event", trigger.label());
    places.put("sentence", ended(finished.outcome()));
    places.put("reason", finished.failure());
    places.put("link", link);
    return places;
  }

  /** What is sent when a person wants to see whether messages arrive. */
  public static Notice test(
      String noticeId, String tenant, String by, Instant at, String dashboard) {
    return new Notice(
        noticeId,
        Notice.TEST,
        tenant,
        "test",
        0,
        at,
        "This is a test: messages of %s arrive here".formatted(by),
        List.of(new Notice.Fact("Sent by", "Leadline")),
        null,
        dashboard + "/leads",
        null,
        Map.of(),
        null);
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

  /** The usual line where there is no template, or nothing for any of its places. */
  private static String title(Rule rule, Map<String, @Nullable String> places, String usual) {
    String template = rule.terms().template();
    String filled = template == null ? null : seen(filled(template, places));
    return filled == null ? clean(usual) : filled.strip();
  }

  /** Without signs that nobody sees and that turn what stands beside them around. */
  private static String clean(String text) {
    return UNSEEN.matcher(text).replaceAll("");
  }

  /** The same; null where nothing is left: chat tools refuse a text without anything in it. */
  private static @Nullable String seen(@Nullable String text) {
    String left = text == null ? "" : clean(text);
    return left.isBlank() ? null : left;
  }

  /** A place for which there is nothing is left empty (domain 2.8). */
  private static String filled(String template, Map<String, @Nullable String> places) {
    return PLACE
        .matcher(template)
        .replaceAll(
            place -> {
              String value = places.get(place.group(1));
              return value == null ? "" : Matcher.quoteReplacement(value);
            });
  }

  private static @Nullable String name(LeadEvent.@Nullable Member member) {
    if (member == null) return null;
    return member.name() == null ? member.memberId() : member.name();
  }

  private static void add(List<Notice.Fact> facts, String label, @Nullable String value) {
    String shown = seen(value);
    if (shown != null) facts.add(new Notice.Fact(label, shown));
  }

  private static String shown(String name) {
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
