package dev.leadline.gateway.domain;

import dev.leadline.events.Stage;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.events.view.TimelineEntry.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A timeline as it is read: by days, with runs of page views and the parts of a call folded (domain
 * 5.12), and with the stages that the lead reached on the way (domain 4.10, 12).
 */
public final class Blocks {

  private final ZoneId zone;
  private final List<Block> blocks = new ArrayList<>();
  private final List<TimelineEntry> run = new ArrayList<>();
  private @Nullable LocalDate day;

  private Blocks(ZoneId zone) {
    this.zone = zone;
  }

  /** A piece of a timeline. */
  public sealed interface Block {}

  /** A new day begins, in the zone of whoever reads. */
  public record Day(LocalDate date) implements Block {}

  /** One entry. */
  public record Single(TimelineEntry entry) implements Block {}

  /** Several pages, one after another, with nothing in between. */
  public record Visit(List<TimelineEntry> pages) implements Block {

    public Visit {
      pages = List.copyOf(pages);
    }
  }

  /** What was told of a call, from its beginning to what was said, with nothing in between. */
  public record Call(List<TimelineEntry> parts) implements Block {

    public Call {
      parts = List.copyOf(parts);
    }
  }

  /** The lead came this far for the first time. */
  public record Reached(Stage stage, Instant at) implements Block {}

  /** The pieces of a page of entries that is in order of time. */
  public static List<Block> of(List<TimelineEntry> entries, ZoneId zone) {
    return of(entries, List.of(), zone);
  }

  /** The same, with what was reached in between. */
  public static List<Block> of(List<TimelineEntry> entries, List<Reached> reached, ZoneId zone) {
    var blocks = new Blocks(zone);
    var left = new ArrayList<>(reached);
    left.sort(Comparator.comparing(Reached::at));
    for (TimelineEntry entry : entries) {
      // What an entry led to stands below it.
      while (!left.isEmpty() && left.getFirst().at().isBefore(entry.at()))
        blocks.add(left.removeFirst());
      blocks.add(entry);
    }
    left.forEach(blocks::add);
    blocks.end();
    return blocks.blocks;
  }

  /**
   * The stages that were reached while a page of entries happened. Everybody begins by browsing:
   * that is nothing to tell.
   *
   * @param first whether nothing happened before this page
   * @param last whether nothing happened after it
   */
  public static List<Reached> within(
      List<TimelineEntry> page, Map<Stage, Instant> reachedAt, boolean first, boolean last) {
    if (page.isEmpty()) return List.of();
    Instant begin = page.getFirst().at();
    Instant end = page.getLast().at();
    return reachedAt.entrySet().stream()
        .filter(reached -> reached.getKey() != Stage.BROWSING)
        .filter(reached -> first || !reached.getValue().isBefore(begin))
        .filter(reached -> last || !reached.getValue().isAfter(end))
        .map(reached -> new Reached(reached.getKey(), reached.getValue()))
        .toList();
  }

  private void add(Reached reached) {
    end();
    turnTo(reached.at());
    blocks.add(reached);
  }

  private void add(TimelineEntry entry) {
    if (!run.isEmpty() && !isOfOneRun(run.getFirst(), entry)) end();
    turnTo(entry.at());
    if (entry.kind() == Kind.PAGE_VIEW || entry.kind() == Kind.CALL) run.add(entry);
    else blocks.add(new Single(entry));
  }

  /** Parts of calls that were stored without the id of theirs are taken for parts of one. */
  private static boolean isOfOneRun(TimelineEntry one, TimelineEntry other) {
    return one.kind() == other.kind() && Objects.equals(one.callId(), other.callId());
  }

  private void turnTo(Instant at) {
    LocalDate date = at.atZone(zone).toLocalDate();
    if (date.equals(day)) return;
    end();
    blocks.add(new Day(date));
    day = date;
  }

  private void end() {
    if (run.isEmpty()) return;
    if (run.getFirst().kind() == Kind.CALL) blocks.add(new Call(run));
    else blocks.add(run.size() == 1 ? new Single(run.getFirst()) : new Visit(run));
    run.clear();
  }
}
