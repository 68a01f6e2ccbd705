package dev.leadline.notification.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which lines an occurrence adds to the ledger. */
public final class Planning {

  private static final String COOLDOWN = "Left out: the same was told of this lead shortly before.";
  private static final String DIGEST = "Waits for its digest.";
  private static final String QUIET = "Waits for the end of quiet hours.";

  private Planning() {}

  /** What was told of whom, by which rule. */
  public record Told(String ruleId, String leadId, Trigger trigger) {}

  /**
   * The lines of one occurrence.
   *
   * @param last when rules last told of the lead; what is told now is added to it
   */
  public static List<Planned> plan(
      List<Rule> rules,
      Occurrence occurrence,
      Map<Told, Instant> last,
      Instant now,
      String dashboard) {
    var planned = new ArrayList<Planned>();
    for (Rule rule : rules) {
      if (!rule.tenant().equals(occurrence.announced().tenant())) continue;
      Trigger trigger = rule.match(occurrence);
      if (trigger == null) continue;
      Instant at = occurrence.announced().at();
      var told = new Told(rule.ruleId(), occurrence.announced().leadId(), trigger);
      boolean tooSoon = Pace.isTooSoon(rule.terms(), last.get(told), at);
      if (!tooSoon) last.put(told, at);
      for (String destinationId : rule.terms().destinationIds())
        planned.add(line(rule, destinationId, trigger, occurrence, tooSoon, now, dashboard));
    }
    return planned;
  }

  /**
   * The lines of what is about no lead: filters and cooldowns, which are about leads, do not count.
   */
  public static List<Planned> plan(
      List<Rule> rules, OpsAnnounced announced, Instant now, String dashboard) {
    Trigger trigger = Triggers.of(announced.event());
    var planned = new ArrayList<Planned>();
    for (Rule rule : rules) {
      boolean about = rule.isAbout(trigger, announced.at());
      if (!about || !rule.tenant().equals(announced.tenant())) continue;
      Instant due = Pace.due(rule.terms(), now);
      for (String destinationId : rule.terms().destinationIds())
        planned.add(
            new Planned(
                announced.tenant(),
                rule.ruleId(),
                destinationId,
                announced.eventId(),
                null,
                trigger,
                Delivery.State.PENDING,
                announced.at(),
                due,
                Writing.notice(
                    noticeId(rule, destinationId, announced.eventId()), rule, announced, dashboard),
                waits(rule.terms(), due, now)));
    }
    return planned;
  }

  private static String noticeId(Rule rule, String destinationId, String eventId) {
    return rule.ruleId() + "." + destinationId + "." + eventId;
  }

  private static Planned line(
      Rule rule,
      String destinationId,
      Trigger trigger,
      Occurrence occurrence,
      boolean tooSoon,
      Instant now,
      String dashboard) {
    Announced announced = occurrence.announced();
    String noticeId = noticeId(rule, destinationId, announced.eventId());
    Instant due = tooSoon ? now : Pace.due(rule.terms(), now);
    return new Planned(
        announced.tenant(),
        rule.ruleId(),
        destinationId,
        announced.eventId(),
        announced.leadId(),
        trigger,
        tooSoon ? Delivery.State.SKIPPED : Delivery.State.PENDING,
        announced.at(),
        due,
        tooSoon ? null : Writing.notice(noticeId, rule, trigger, occurrence, dashboard),
        tooSoon ? COOLDOWN : waits(rule.terms(), due, now));
  }

  private static @Nullable String waits(Terms terms, Instant due, Instant now) {
    if (!due.isAfter(now)) return null;
    return terms.digest() == null ? QUIET : DIGEST;
  }
}
