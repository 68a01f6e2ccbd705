package dev.leadline.events.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadline.events.Channel;
import dev.leadline.events.channel.WorkflowFact.StepKind;
import dev.leadline.events.lead.Touchpoint;
import dev.leadline.events.lead.TouchpointChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The soonest open touchpoint over all workflows of a lead (domain 4.4, "Next step").
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

  static @Nullable NextStep of(List<Touchpoint> touchpoints, Instant now) {
    return touchpoints.stream()
        .filter(touchpoint -> touchpoint.dueAt() != null)
        .min(Comparator.comparing(Touchpoint::dueAt).thenComparing(Touchpoint::enrolmentId))
        .map(touchpoint -> of(touchpoint, now))
        .orElse(null);
  }

  private static @Nullable NextStep of(Touchpoint touchpoint, Instant now) {
    Instant dueAt = touchpoint.dueAt();
    Touchpoint.Change scheduled = touchpoint.scheduled();
    if (dueAt == null || scheduled == null) return null;
    TouchpointChange change = scheduled.change();
    StepKind kind = change.kind();
    String label = change.label() != null ? change.label() : kind == null ? "" : kind.label();
    return new NextStep(
        label,
        kind == null ? null : channel(kind),
        dueAt,
        dueAt.plus(OVERDUE_AFTER).isBefore(now) ? Hold.OVERDUE : null);
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
