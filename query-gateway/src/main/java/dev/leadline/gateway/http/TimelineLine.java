package dev.leadline.gateway.http;

import dev.leadline.events.channel.Actor;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.gateway.domain.Blocks;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a timeline as a page shows it.
 *
 * @param shape day, bubble, email, visit, call, card or marker: which part of the template draws it
 * @param icon that stands before a marker or a card
 * @param messageId by which a member judges an agent's message
 */
record TimelineLine(
    String shape,
    String key,
    String text,
    @Nullable String label,
    @Nullable String who,
    String side,
    @Nullable String channel,
    String icon,
    Viewer.@Nullable When at,
    boolean late,
    boolean hidden,
    boolean suppressed,
    @Nullable String messageId,
    List<TimelineLine> parts) {

  private static final int WORDS_OF_A_FOLDED_EMAIL = 140;

  /**
   * One of a lead's timeline.
   *
   * @param lead what the lead is called; null while nobody knows
   */
  static TimelineLine of(Blocks.Block block, @Nullable String lead, Viewer viewer) {
    return switch (block) {
      case Blocks.Day(var date) -> plain("day", date.toString(), viewer.day(date), "", null);
      case Blocks.Reached(var stage, var at) ->
          plain("marker", "reached-" + stage, "Reached " + stage.label(), "flag", viewer.when(at));
      case Blocks.Single(var entry) -> of(entry, lead, viewer);
      case Blocks.Visit(var pages) ->
          folded("visit", "Viewed " + pages.size() + " pages", "eye", pages, lead, viewer);
      case Blocks.Call(var parts) -> folded("call", "Phone call", "phone", parts, lead, viewer);
    };
  }

  private static TimelineLine plain(
      String shape, String key, String text, String icon, Viewer.@Nullable When at) {
    return new TimelineLine(
        shape, key, text, null, null, "middle", null, icon, at, false, false, false, null,
        List.of());
  }

  private static TimelineLine folded(
      String shape,
      String text,
      String icon,
      List<TimelineEntry> entries,
      @Nullable String lead,
      Viewer viewer) {
    TimelineEntry first = entries.getFirst();
    return new TimelineLine(
        shape,
        first.entryId(),
        text,
        null,
        null,
        "middle",
        null,
        icon,
        viewer.when(first.at()),
        entries.stream().anyMatch(TimelineEntry::late),
        first.hidden(),
        false,
        null,
        entries.stream().map(entry -> of(entry, lead, viewer)).toList());
  }

  private static TimelineLine of(TimelineEntry entry, @Nullable String lead, Viewer viewer) {
    String shape =
        switch (entry.kind()) {
          case MESSAGE -> "bubble";
          case EMAIL -> "email";
          case CALL, FORM, MEETING -> "card";
          case PAGE_VIEW, MARKER, NOTE -> "marker";
        };
    boolean said = shape.equals("bubble") || shape.equals("email");
    String label = entry.label();
    String text = entry.text();
    return new TimelineLine(
        shape,
        entry.entryId(),
        text != null ? text : label != null ? label : entry.type(),
        text == null ? null : label,
        said ? who(entry.actor(), lead) : doneBy(entry),
        entry.actor().kind() == Actor.Kind.LEAD ? "left" : "right",
        said ? channel(entry) : null,
        icon(entry),
        viewer.when(entry.at()),
        entry.late(),
        entry.hidden(),
        entry.suppressed(),
        entry.messageId(),
        List.of());
  }

  /** What of an email is seen before it is opened. */
  public String begin() {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.length() <= WORDS_OF_A_FOLDED_EMAIL) return line;
    return line.substring(
            0, line.offsetByCodePoints(0, line.codePointCount(0, WORDS_OF_A_FOLDED_EMAIL)))
        + "…";
  }

  /** Whether it, or a part of it, is an entry of that moment. */
  boolean isOf(Instant moment) {
    if (key.startsWith("reached-")) return false;
    return (at != null && at.iso().equals(moment.toString()))
        || parts.stream().anyMatch(part -> part.isOf(moment));
  }

  /** Who wrote it, as a class of the style sheet. */
  public boolean isMembers() {
    return "right".equals(side) && messageId == null;
  }

  /** The member who did it, where the line does not say so itself. */
  private static @Nullable String doneBy(TimelineEntry entry) {
    String name = entry.actor().name();
    String label = entry.label();
    boolean said = name == null || label == null || label.contains(name);
    return said || entry.actor().kind() != Actor.Kind.MEMBER ? null : name;
  }

  private static String who(TimelineEntry.Who actor, @Nullable String lead) {
    String name = actor.name();
    if (name != null) return name;
    return switch (actor.kind()) {
      case LEAD -> lead == null ? "Lead" : lead;
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

  private static String icon(TimelineEntry entry) {
    String type = entry.type();
    for (Sign sign : SIGNS) if (type.contains(sign.within())) return sign.icon();
    return switch (entry.kind()) {
      case PAGE_VIEW -> "eye";
      case CALL -> "phone";
      case FORM -> "form";
      case MEETING -> "calendar";
      case EMAIL -> "mail";
      case NOTE -> "note";
      case MESSAGE, MARKER -> "dot";
    };
  }

  private record Sign(String within, String icon) {}

  private static final List<Sign> SIGNS =
      List.of(
          new Sign(".control-taken", "hand"),
          new Sign(".takeover-went-stale", "hand"),
          new Sign(".control-returned", "spark"),
          new Sign(".lead.blocked", "block"),
          new Sign(".lead.unblocked", "check-line"),
          new Sign(".stage-set", "flag"),
          new Sign(".field-edited", "pencil"),
          new Sign(".absorbed", "merge"),
          new Sign(".unmerged", "merge"),
          new Sign(".restored", "merge"),
          new Sign(".merge-", "merge"),
          new Sign(".workflow.", "clock"),
          new Sign(".email.", "mail"),
          new Sign(".feedback-given", "note"));
}
