package dev.leadline.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.events.Stage;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.events.view.TimelineEntry.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlocksTest {

  private static TimelineEntry entry(String at, Kind kind) {
    return entry(at, kind, null);
  }

  private static TimelineEntry entry(String at, Kind kind, @Nullable String callId) {
    return new TimelineEntry(
        "lead-1|" + at,
        Instant.parse(at),
        kind,
        "leadline.chat.message-received.v1",
        Channel.CHAT,
        new TimelineEntry.Who(Actor.Kind.LEAD, null),
        null,
        null,
        false,
        false,
        false,
        null,
        callId);
  }

  private final TimelineEntry late = entry("2026-11-20T23:30:00Z", Kind.MESSAGE);
  private final TimelineEntry early = entry("2026-11-21T00:30:00Z", Kind.MESSAGE);
  private final TimelineEntry view = entry("2026-11-21T00:31:00Z", Kind.PAGE_VIEW);
  private final TimelineEntry secondView = entry("2026-11-21T00:32:00Z", Kind.PAGE_VIEW);

  @Test
  void nothing_is_nothing() {
    assertThat(Blocks.of(List.of(), ZoneOffset.UTC)).isEmpty();
  }

  @Test
  void a_day_begins_where_it_begins_for_the_viewer() {
    assertThat(Blocks.of(List.of(late, early), ZoneOffset.UTC))
        .containsExactly(
            new Blocks.Day(LocalDate.parse("2026-11-20")),
            new Blocks.Single(late),
            new Blocks.Day(LocalDate.parse("2026-11-21")),
            new Blocks.Single(early));
    assertThat(Blocks.of(List.of(late, early), ZoneId.of("Europe/Berlin")))
        .containsExactly(
            new Blocks.Day(LocalDate.parse("2026-11-21")),
            new Blocks.Single(late),
            new Blocks.Single(early));
  }

  @Test
  void a_run_of_page_views_is_folded_and_a_single_one_is_not() {
    assertThat(Blocks.of(List.of(view, secondView, early, view), ZoneOffset.UTC))
        .containsExactly(
            new Blocks.Day(LocalDate.parse("2026-11-21")),
            new Blocks.Visit(List.of(view, secondView)),
            new Blocks.Single(early),
            new Blocks.Single(view));
  }

  @Test
  void a_run_ends_with_its_day() {
    TimelineEntry nextDay = entry("2026-11-22T08:00:00Z", Kind.PAGE_VIEW);
    assertThat(Blocks.of(List.of(view, secondView, nextDay), ZoneOffset.UTC))
        .containsExactly(
            new Blocks.Day(LocalDate.parse("2026-11-21")),
            new Blocks.Visit(List.of(view, secondView)),
            new Blocks.Day(LocalDate.parse("2026-11-22")),
            new Blocks.Single(nextDay));
  }

  @Test
  void two_calls_with_nothing_in_between_are_two() {
    TimelineEntry called = entry("2026-11-21T10:00:00Z", Kind.CALL, "a");
    TimelineEntry missed = entry("2026-11-21T10:00:30Z", Kind.CALL, "a");
    TimelineEntry calledAgain = entry("2026-11-21T14:00:00Z", Kind.CALL, "b");
    TimelineEntry missedAgain = entry("2026-11-21T14:00:30Z", Kind.CALL, "b");
    assertThat(Blocks.of(List.of(called, missed, calledAgain, missedAgain), ZoneOffset.UTC))
        .containsExactly(
            new Blocks.Day(LocalDate.parse("2026-11-21")),
            new Blocks.Call(List.of(called, missed)),
            new Blocks.Call(List.of(calledAgain, missedAgain)));
  }

  @Test
  void a_transcript_that_comes_after_the_next_call_began_is_no_part_of_that_one() {
    TimelineEntry ended = entry("2026-11-21T10:00:00Z", Kind.CALL, "a");
    TimelineEntry nextBegan = entry("2026-11-21T10:01:00Z", Kind.CALL, "b");
    TimelineEntry transcript = entry("2026-11-21T10:02:00Z", Kind.CALL, "a");
    TimelineEntry nextEnded = entry("2026-11-21T10:03:00Z", Kind.CALL, "b");
    assertThat(Blocks.of(List.of(ended, nextBegan, transcript, nextEnded), ZoneOffset.UTC))
        .containsExactly(
            new Blocks.Day(LocalDate.parse("2026-11-21")),
            new Blocks.Call(List.of(ended)),
            new Blocks.Call(List.of(nextBegan)),
            new Blocks.Call(List.of(transcript)),
            new Blocks.Call(List.of(nextEnded)));
  }

  @Test
  void what_the_last_entry_of_an_older_page_led_to_is_told_on_that_page_and_on_no_other() {
    var reachedAt = Map.of(Stage.ENGAGED, early.at());
    var reached = new Blocks.Reached(Stage.ENGAGED, early.at());
    assertThat(Blocks.within(List.of(late, early), reachedAt, true, false))
        .containsExactly(reached);
    assertThat(Blocks.within(List.of(view, secondView), reachedAt, false, true)).isEmpty();
  }

  @Test
  void parts_of_calls_without_ids_are_folded_among_themselves() {
    TimelineEntry stored = entry("2026-11-21T10:00:00Z", Kind.CALL);
    TimelineEntry storedToo = entry("2026-11-21T11:00:00Z", Kind.CALL);
    TimelineEntry told = entry("2026-11-21T12:00:00Z", Kind.CALL, "b");
    assertThat(Blocks.of(List.of(stored, storedToo, told), ZoneOffset.UTC))
        .containsExactly(
            new Blocks.Day(LocalDate.parse("2026-11-21")),
            new Blocks.Call(List.of(stored, storedToo)),
            new Blocks.Call(List.of(told)));
  }
}
