package dev.leadline.gateway.domain;

import dev.leadline.events.view.TimelineEntry;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A timeline as it is read: by days, with runs of page views folded (domain 5.12). */
public final class Blocks {

  private Blocks() {}

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

  /** The pieces of a page of entries that is in order of time. */
  public static List<Block> of(List<TimelineEntry> entries, ZoneId zone) {
    var blocks = new ArrayList<Block>();
    var run = new ArrayList<TimelineEntry>();
    LocalDate day = null;
    for (TimelineEntry entry : entries) {
      LocalDate date = entry.at().atZone(zone).toLocalDate();
      if (!date.equals(day)) {
        end(run, blocks);
        blocks.add(new Day(date));
        day = date;
      }
      if (isPageView(entry)) {
        run.add(entry);
      } else {
        end(run, blocks);
        blocks.add(new Single(entry));
      }
    }
    end(run, blocks);
    return blocks;
  }

  private static boolean isPageView(TimelineEntry entry) {
    return entry.kind() == TimelineEntry.Kind.PAGE_VIEW;
  }

  private static void end(List<TimelineEntry> run, List<Block> blocks) {
    if (run.size() == 1) blocks.add(new Single(run.getFirst()));
    if (run.size() > 1) blocks.add(new Visit(run));
    run.clear();
  }
}
