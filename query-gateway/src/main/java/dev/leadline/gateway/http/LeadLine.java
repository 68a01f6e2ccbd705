package dev.leadline.gateway.http;

import dev.leadline.events.Stage;
import dev.leadline.events.view.LeadRow;
import dev.leadline.events.view.NextStep;
import dev.leadline.gateway.domain.Cursor;
import dev.leadline.gateway.domain.Phrases;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A lead as a line of the list, or the head of its page. */
record LeadLine(LeadRow row, Cursor.@Nullable AfterLead place, Viewer viewer) {

  private static final int TONES = 6;

  public String id() {
    return row.leadId();
  }

  public Mark mark() {
    return Mark.of(row.identityStatus());
  }

  /** Up to two letters that stand for the lead. */
  public String initials() {
    String name = row.name() != null ? row.name() : row.email();
    if (name == null) return row.company() == null ? "?" : first(row.company());
    return Stream.of(name.strip().split("\\s+"))
        .limit(2)
        .map(LeadLine::first)
        .collect(Collectors.joining());
  }

  private static String first(String word) {
    return word.isBlank()
        ? "?"
        : word.strip().substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
  }

  /** Whether there is nothing by which to call them. */
  public boolean isNobody() {
    return row.name() == null && row.email() == null && row.company() == null;
  }

  /** A colour that stays with the lead; none for those that all look alike. */
  public String tone() {
    return isNobody() ? "none" : Integer.toString(Math.floorMod(row.leadId().hashCode(), TONES));
  }

  /** What stands below the name, beside the email: never the name again. */
  public @Nullable String email() {
    return row.label().equals(row.email()) ? null : row.email();
  }

  public @Nullable String company() {
    return row.name() == null && row.email() == null && row.phone() == null ? null : row.company();
  }

  public @Nullable String country() {
    String code = row.country();
    return code == null ? null : Phrases.country(code);
  }

  /** How many of the steps after the first the lead has reached. */
  public int stagesReached() {
    return (int)
        Arrays.stream(Stage.values()).filter(stage -> stage.compareTo(row.stage()) < 0).count();
  }

  public int stages() {
    return Stage.values().length - 1;
  }

  public Viewer.@Nullable When stageAt() {
    return when(row.stageAt());
  }

  public Viewer.@Nullable When actionAt() {
    LeadRow.Action action = row.latestAction();
    return action == null ? null : viewer.when(action.at());
  }

  public Viewer.@Nullable When dueAt() {
    NextStep next = row.nextStep();
    return next == null ? null : viewer.when(next.dueAt());
  }

  public Viewer.@Nullable When lastActivityAt() {
    return when(row.lastActivityAt());
  }

  public Viewer.@Nullable When firstSeenAt() {
    return when(row.firstSeenAt());
  }

  public @Nullable String hold() {
    NextStep next = row.nextStep();
    return next == null || next.hold() == null ? null : hold(next.hold());
  }

  /** The same in a word, where there is no room for why. */
  public @Nullable String holdInShort() {
    NextStep next = row.nextStep();
    if (next == null || next.hold() == null) return null;
    return switch (next.hold()) {
      case WINDOW -> "Waiting";
      case MANUAL, UNPUBLISHED -> "Paused";
      case BLOCKED -> "Held";
      case OVERDUE -> "Overdue";
    };
  }

  /** That the lead gets no answers, and why; null while it does. */
  public @Nullable String blocked() {
    if (!row.blocked()) return null;
    return row.blockedReason() == null ? "Blocked" : "Blocked: " + row.blockedReason();
  }

  /** Who blocked it, and when. */
  public @Nullable String blockedMore() {
    Instant at = row.blockedAt();
    if (at == null) return null;
    String by = row.blockedBy() == null ? "Automatically" : "By " + row.blockedBy();
    return by + ", " + viewer.when(at).exact();
  }

  /** Which member speaks to the lead; null while agents do. */
  public @Nullable String control() {
    LeadRow.Control control = row.control();
    return switch (control.mode()) {
      case AUTOMATED -> null;
      case MANUAL ->
          (control.name() == null ? "A team member" : control.name()) + " has taken over";
    };
  }

  static String hold(NextStep.Hold hold) {
    return switch (hold) {
      case WINDOW -> "Waiting for its time window";
      case MANUAL -> "Paused: a team member has taken over";
      case UNPUBLISHED -> "Paused: the workflow is not published";
      case BLOCKED -> "Held: the lead is blocked";
      case OVERDUE -> "Overdue";
    };
  }

  /** Sorts the list in the browser, where rows arrive one by one. */
  public long activity() {
    return millis(row.lastActivityAt());
  }

  public long firstSeen() {
    return millis(row.firstSeenAt());
  }

  /** Where the list goes on below this line; null outside of a list. */
  public @Nullable String cursor() {
    return place == null ? null : place.text();
  }

  private static long millis(@Nullable Instant at) {
    return at == null ? 0 : at.toEpochMilli();
  }

  private Viewer.@Nullable When when(@Nullable Instant at) {
    return at == null ? null : viewer.when(at);
  }
}
