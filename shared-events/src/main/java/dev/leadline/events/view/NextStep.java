package dev.leadline.events.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadline.events.Channel;
import dev.leadline.events.Value;
import dev.leadline.events.channel.WorkflowFact.HoldReason;
import dev.leadline.events.channel.WorkflowFact.StepKind;
import dev.leadline.events.lead.Enrolment;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.lead.Knowledge;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Touchpoint;
import dev.leadline.events.lead.TouchpointChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open touchpoint; the soonest over all workflows is the lead's next step (domain 4.4).
 *
 * @param hold why it is waiting; null when it is not
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record NextStep(
    String label, @Nullable Channel channel, Instant dueAt, @Nullable Hold hold) {

  /** A step without a result so long after its time is overdue, and still shown. */
  private static final Duration OVERDUE_AFTER = Duration.ofMinutes(15);

  /** Why a step waits (domain 4.10, 23). */
  public enum Hold {
    WINDOW,
    MANUAL,
    UNPUBLISHED,
    BLOCKED,
    OVERDUE
  }

  static @Nullable NextStep of(LeadState lead, Knowledge known, Instant now) {
    List<NextStep> open = open(lead, known, now);
    return open.isEmpty() ? null : open.getFirst();
  }

  /**
   * What is to come, the soonest first; of two at the same time the one of the older run. What
   * would reach a blocked lead is not to come, nor an email or a text to one that wants no more of
   * them, nor what belongs to the younger of two runs of one workflow that a merge brought
   * together.
   *
   * @param now decides which is overdue
   */
  public static List<NextStep> open(LeadState lead, Knowledge known, Instant now) {
    Map<String, Enrolment> runs = new HashMap<>();
    for (Enrolment run : known.enrolments()) runs.put(run.enrolmentId(), run);
    Set<String> cancelled = DoubledRuns.of(lead);
    return known.touchpoints().stream()
        .filter(touchpoint -> touchpoint.dueAt() != null)
        .filter(touchpoint -> !cancelled.contains(touchpoint.enrolmentId()))
        .filter(touchpoint -> !hasLeft(runs.get(touchpoint.enrolmentId())))
        .filter(touchpoint -> !(lead.block().isBlocked() && isLeadFacing(touchpoint)))
        .filter(touchpoint -> !isRefused(touchpoint, known))
        .sorted(
            Comparator.comparing(Touchpoint::dueAt)
                .thenComparing(touchpoint -> age(runs.get(touchpoint.enrolmentId())))
                .thenComparing(Comparator.naturalOrder()))
        .map(touchpoint -> of(touchpoint, lead.control().isManual(), now))
        .toList();
  }

  /** The last instant at which it is as it is now; null when it stays so. */
  @Nullable Instant trueUntil() {
    return hold == null ? dueAt.plus(OVERDUE_AFTER) : null;
  }

  /** The same as it is at a moment: one that waits for nothing may be overdue by then. */
  NextStep at(Instant now) {
    return hold == null && isOverdue(dueAt, now)
        ? new NextStep(label, channel, dueAt, Hold.OVERDUE)
        : this;
  }

  private static boolean isOverdue(Instant dueAt, Instant now) {
    return dueAt.plus(OVERDUE_AFTER).isBefore(now);
  }

  private static boolean hasLeft(@Nullable Enrolment run) {
    return run != null && run.left() != null;
  }

  private static Instant age(@Nullable Enrolment run) {
    return run == null || run.entered() == null ? Instant.MAX : run.entered().at();
  }

  private static boolean isLeadFacing(Touchpoint touchpoint) {
    StepKind kind = kind(touchpoint);
    return kind != null && kind.isLeadFacing();
  }

  /** Whoever unsubscribed or opted out gets none (domain 4.2). */
  private static boolean isRefused(Touchpoint touchpoint, Knowledge known) {
    return switch (kind(touchpoint)) {
      case EMAIL -> isSet(known, "email_unsubscribed");
      case TEXT -> isSet(known, "text_opted_out");
      case null, default -> false;
    };
  }

  private static boolean isSet(Knowledge known, String field) {
    FieldValue refused = known.fields().get(field);
    return refused != null && refused.value().equals(new Value.Flag(true));
  }

  private static @Nullable StepKind kind(Touchpoint touchpoint) {
    Touchpoint.Change scheduled = touchpoint.scheduled();
    return scheduled == null ? null : scheduled.change().kind();
  }

  private static NextStep of(Touchpoint touchpoint, boolean manual, Instant now) {
    Touchpoint.Change scheduled = touchpoint.scheduled();
    Instant dueAt = touchpoint.dueAt();
    if (scheduled == null || dueAt == null)
      throw new IllegalArgumentException("Only an open touchpoint is a next step");
    TouchpointChange change = scheduled.change();
    StepKind kind = change.kind();
    String label = change.label() != null ? change.label() : kind == null ? "" : kind.label();
    return new NextStep(
        label,
        kind == null ? null : channel(kind),
        dueAt,
        manual && isLeadFacing(touchpoint) ? Hold.MANUAL : hold(touchpoint, dueAt, now));
  }

  private static @Nullable Hold hold(Touchpoint touchpoint, Instant dueAt, Instant now) {
    Touchpoint.Change held = touchpoint.hold();
    HoldReason reason = held == null ? null : held.change().hold();
    return switch (reason) {
      case WINDOW -> Hold.WINDOW;
      case MANUAL -> Hold.MANUAL;
      case UNPUBLISHED -> Hold.UNPUBLISHED;
      case BLOCKED -> Hold.BLOCKED;
      case null -> isOverdue(dueAt, now) ? Hold.OVERDUE : null;
    };
  }

  private static @Nullable Channel channel(StepKind kind) {
    return switch (kind) {
      case EMAIL -> Channel.EMAIL;
      case TEXT -> Channel.TEXT;
      case CALL -> Channel.VOICE;
      case NOTIFY, WAIT, TIME_OF_DAY, CONDITION, API, PROMPT -> null;
    };
  }
}
