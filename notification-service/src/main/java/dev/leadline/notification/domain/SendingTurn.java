package dev.leadline.notification.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes to a destination now: decides, for the lines that are due, which go alone, which go
 * together, which wait and which never go.
 *
 * <p>A digest has what is due when it goes. Where that is more than is looked at at a time, the
 * rest follows at once, in messages that the rate takes for the same one: over the rate it would
 * wait, grow with each stretch, and be given up in the end.
 */
public record SendingTurn(
    List<Message> messages, List<KeepTurn.HeldBack> heldBack, List<KeepTurn.Dropped> dropped) {

  private static final String RULE_GONE = "The rule was deleted.";
  private static final String RULE_OFF = "The rule was turned off.";
  private static final String ERASED = "The person was erased.";
  private static final String WAITS = "Waits: the rule's rate or quiet hours.";

  /**
   * A message.
   *
   * @param at when it goes, or when the digest went of which it is the rest
   */
  public record Message(List<FindDue.Due> lines, Instant at) {}

  /**
   * Decides.
   *
   * @param due lines, the oldest first
   * @param allowed how many messages may go
   * @param sent asks when messages of a rule last went to this destination
   */
  public static SendingTurn of(List<FindDue.Due> due, int allowed, Instant now, Sent sent) {
    var messages = new ArrayList<Message>();
    var digests = new HashMap<String, List<FindDue.Due>>();
    var heldBack = new LinkedHashMap<String, KeepTurn.HeldBack>();
    var dropped = new ArrayList<KeepTurn.Dropped>();
    Map<String, List<Instant>> recent = new HashMap<>();
    for (FindDue.Due line : due) {
      String ruleId = line.delivery().ruleId();
      String never = never(line);
      Terms terms = line.terms();
      if (never != null || terms == null) {
        dropped.add(
            new KeepTurn.Dropped(line.delivery().deliveryId(), never == null ? RULE_GONE : never));
        continue;
      }
      List<FindDue.Due> digest = digests.get(ruleId);
      if (digest != null) {
        digest.add(line);
        continue;
      }
      if (heldBack.containsKey(ruleId) || messages.size() >= allowed) continue;
      Rate rate = terms.rate();
      List<Instant> gone =
          recent.computeIfAbsent(
              ruleId,
              rule ->
                  new ArrayList<>(
                      rate == null ? List.of() : sent.recent(rule, terms, rate.most())));
      Instant before = restOf(line, terms, gone);
      Instant next = Pace.next(terms, now, before == null ? gone : List.of());
      if (next.isAfter(now)) {
        heldBack.put(ruleId, new KeepTurn.HeldBack(ruleId, next, WAITS));
        continue;
      }
      if (before == null) gone.addFirst(now);
      var lines = new ArrayList<>(List.of(line));
      if (terms.digest() != null) digests.put(ruleId, lines);
      messages.add(new Message(lines, before == null ? now : before));
    }
    return new SendingTurn(messages, List.copyOf(heldBack.values()), dropped);
  }

  /** When the digest went for which the line was due as well; null if it begins a message. */
  private static @Nullable Instant restOf(FindDue.Due line, Terms terms, List<Instant> gone) {
    if (terms.digest() == null || gone.isEmpty()) return null;
    Instant last = gone.getFirst();
    return line.firstDueAt().isAfter(last) ? null : last;
  }

  /** What of it is to be written down. */
  public KeepTurn.Turn kept(
      String destinationId, Instant now, Duration lease, Instant bucketFullAt) {
    return new KeepTurn.Turn(
        destinationId,
        messages.stream().map(SendingTurn::kept).toList(),
        now.plus(lease),
        bucketFullAt,
        heldBack,
        dropped);
  }

  private static KeepTurn.Sending kept(Message message) {
    return new KeepTurn.Sending(
        message.lines().stream().map(line -> line.delivery().deliveryId()).toList(), message.at());
  }

  /** When messages of a rule last went to this destination, newest first. */
  @FunctionalInterface
  public interface Sent {

    /** At most so many. */
    List<Instant> recent(String ruleId, Terms terms, int limit);
  }

  private static @Nullable String never(FindDue.Due line) {
    if (line.notice() == null) return ERASED;
    Terms terms = line.terms();
    if (terms == null) return RULE_GONE;
    return terms.enabled() ? null : RULE_OFF;
  }
}
