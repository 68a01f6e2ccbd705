package dev.leadline.leadservice.handling;

import dev.leadline.leadservice.domain.DropParked;
import dev.leadline.leadservice.domain.FindParked;
import dev.leadline.leadservice.domain.FindParked.Found;
import dev.leadline.leadservice.domain.FindParked.Question;
import dev.leadline.leadservice.domain.Meters;
import dev.leadline.leadservice.domain.NoteHandled;
import dev.leadline.leadservice.domain.NoteHandled.Action;
import dev.leadline.leadservice.domain.NoteHandled.Handled;
import dev.leadline.leadservice.domain.ParkedRecord;
import dev.leadline.leadservice.domain.SendParkedAgain;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators do with records that could not be taken in: look at them, give them to the ingest
 * once more, or put them away for good. Each act is noted before it is done, so that none is
 * without its line; an act that a crash has cut off is simply done again.
 */
public final class HandleDeadLetters {

  private static final Logger LOG = LoggerFactory.getLogger(HandleDeadLetters.class);

  private static final int CHUNK = 500;

  /** A caller gets an answer within this, and how many are left. */
  private static final long NANOS = Duration.ofSeconds(3).toNanos();

  private final FindParked find;
  private final SendParkedAgain sendAgain;
  private final DropParked drop;
  private final NoteHandled note;
  private final Map<Action, Counter> counters = new EnumMap<>(Action.class);

  /** Registers a counter for each thing that can be done. */
  public HandleDeadLetters(
      FindParked find,
      SendParkedAgain sendAgain,
      DropParked drop,
      NoteHandled note,
      MeterRegistry registry) {
    this.find = find;
    this.sendAgain = sendAgain;
    this.drop = drop;
    this.note = note;
    for (Action action : Action.values())
      counters.put(
          action,
          Counter.builder(Meters.DEAD_LETTERS_HANDLED.meter())
              .description("Parked records that operators have dealt with, by what they did")
              .tag(Meters.DEAD_LETTERS_HANDLED.tag(), action.name().toLowerCase(Locale.ROOT))
              .register(registry));
  }

  /** What became of an order about one letter. */
  public enum Answer {
    DONE,
    /** There is no such letter, or it has been dealt with. */
    UNKNOWN,
    /** Somebody in it was erased: there is nothing to be sent again. */
    EMPTIED
  }

  /**
   * What became of an order about many.
   *
   * @param retried how many were sent again
   * @param left how many follow: a further call goes on, with the same bound
   * @param upTo the bound: letters parked later, as these very records may be, are not meant
   */
  public record Retried(long retried, long left, long upTo) {}

  /** Looks. */
  public Found find(Question question) {
    return find.find(question);
  }

  /** One letter; null if there is none. */
  public @Nullable ParkedRecord find(String tenant, String id) {
    List<ParkedRecord> found =
        find.find(new Question(tenant, id, null, -1, Long.MAX_VALUE, true, 1)).records();
    return found.isEmpty() ? null : found.getFirst();
  }

  /** Gives one record to the ingest again. */
  public Answer retry(String tenant, String id, @Nullable String by, Instant now) {
    ParkedRecord letter = find(tenant, id);
    if (letter == null) return Answer.UNKNOWN;
    if (letter.emptied()) return Answer.EMPTIED;
    return retry(List.of(letter), by, now) == 1 ? Answer.DONE : Answer.UNKNOWN;
  }

  /** Takes one out for good. */
  public Answer discard(String tenant, String id, @Nullable String by, String why, Instant now) {
    ParkedRecord letter = find(tenant, id);
    if (letter == null) return Answer.UNKNOWN;
    note.note(List.of(letter), new Handled(Action.DISCARDED, by, why, now));
    drop.drop(List.of(id));
    count(Action.DISCARDED, 1);
    LOG.info("The parked record {} was discarded", id);
    return Answer.DONE;
  }

  /**
   * Gives all that match to the ingest again, or as many as can be sent in a moment.
   *
   * @param upTo as an earlier call answered; null at the first
   */
  public Retried retryAll(
      String tenant,
      @Nullable String reason,
      @Nullable Long upTo,
      @Nullable String by,
      Instant now) {
    long until = System.nanoTime() + NANOS;
    long bound = upTo == null ? newest(tenant, reason) : upTo;
    long retried = 0;
    long last = -1;
    while (true) {
      Found found = find.find(new Question(tenant, null, reason, last, bound + 1, false, CHUNK));
      if (found.records().isEmpty()) return new Retried(retried, 0, bound);
      last = found.records().getLast().place();
      retried += retry(found.records().stream().filter(one -> !one.emptied()).toList(), by, now);
      if (found.left() == 0 || System.nanoTime() > until)
        return new Retried(retried, found.left(), bound);
    }
  }

  private long newest(String tenant, @Nullable String reason) {
    List<ParkedRecord> found =
        find.find(Question.newest(tenant, reason, Long.MAX_VALUE, 1)).records();
    return found.isEmpty() ? -1 : found.getFirst().place();
  }

  private long retry(List<ParkedRecord> letters, @Nullable String by, Instant now) {
    if (letters.isEmpty()) return 0;
    note.note(letters, new Handled(Action.RETRIED, by, null, now));
    Collection<String> sent =
        new HashSet<>(sendAgain.sendAgain(letters.stream().map(ParkedRecord::id).toList()));
    count(Action.RETRIED, sent.size());
    LOG.info("{} parked records are given to the ingest again", sent.size());
    return sent.size();
  }

  private void count(Action action, long times) {
    Counter counter = counters.get(action);
    if (counter == null) throw new IllegalStateException("Every action has a counter");
    counter.increment((double) times);
  }
}
