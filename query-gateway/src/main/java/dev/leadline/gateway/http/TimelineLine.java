package dev.leadline.gateway.http;

import dev.leadline.events.channel.Actor;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.gateway.domain.Blocks;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a timeline as a page shows it.
 *
 * @param shape day, bubble, visit, card or marker: which part of the template draws it
 */
record TimelineLine(
    String shape,
    String key,
    String text,
    @Nullable String label,
    @Nullable String who,
    String side,
    @Nullable String channel,
    Viewer.@Nullable When at,
    boolean late,
    boolean hidden,
    boolean suppressed,
    List<TimelineLine> parts) {

  static TimelineLine of(Blocks.Block block, Viewer viewer) {
    return switch (block) {
      case Blocks.Day(var date) ->
          new TimelineLine(
              "day",
              date.toString(),
              viewer.day(date),
              null,
              null,
              "middle",
              null,
              null,
              false,
              false,
              false,
              List.of());
      case Blocks.Single(var entry) -> of(entry, viewer);
      case Blocks.Visit(var pages) ->
          new TimelineLine(
              "visit",
              pages.getFirst().entryId(),
              "Viewed " + pages.size() + " pages",
              null,
              null,
              "middle",
              null,
              viewer.when(pages.getFirst().at()),
              false,
              false,
              false,
              pages.stream().map(page -> of(page, viewer)).toList());
    };
  }

  private static TimelineLine of(TimelineEntry entry, Viewer viewer) {
    String shape =
        switch (entry.kind()) {
          case MESSAGE, EMAIL -> "bubble";
          case CALL -> entry.text() == null ? "card" : "bubble";
          case FORM, MEETING -> "card";
          case PAGE_VIEW, MARKER, NOTE -> "marker";
        };
    boolean bubble = shape.equals("bubble");
    String label = entry.label();
    String text = entry.text();
    return new TimelineLine(
        shape,
        entry.entryId(),
        text != null ? text : label != null ? label : entry.type(),
        text == null ? null : label,
        bubble ? who(entry.actor()) : doneBy(entry),
        entry.actor().kind() == Actor.Kind.LEAD ? "left" : "right",
        bubble ? channel(entry) : null,
        viewer.when(entry.at()),
        entry.late(),
        entry.hidden(),
        entry.suppressed(),
        List.of());
  }

  /** The member who did it, where the line does not say so itself. */
  private static @Nullable String doneBy(TimelineEntry entry) {
    String name = entry.actor().name();
    String label = entry.label();
    boolean said = name == null || label == null || label.contains(name);
    return said || entry.actor().kind() != Actor.Kind.MEMBER ? null : name;
  }

  private static String who(TimelineEntry.Who actor) {
    String name = actor.name();
    if (name != null) return name;
    return switch (actor.kind()) {
      case LEAD -> "Lead";
      case AGENT -> "Agent";
      case MEMBER -> "Team member";
      case SYSTEM -> "System";
      case VENDOR -> "Outside source";
    };
  }

  private static String channel(TimelineEntry entry) {
    String name = entry.channel().name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
