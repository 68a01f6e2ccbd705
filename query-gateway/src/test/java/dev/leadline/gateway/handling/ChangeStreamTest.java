package dev.leadline.gateway.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.view.LeadChange;
import dev.leadline.events.view.RowChanged;
import dev.leadline.events.view.TimelineChanged;
import dev.leadline.gateway.domain.Positions;
import dev.leadline.gateway.handling.ChangeFollower.Changes;
import dev.leadline.gateway.handling.ChangeFollower.StartOver;
import dev.leadline.gateway.handling.ChangeStream.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows and timelines are told by one stream, each when it is read, under one position. */
class ChangeStreamTest {

  private static final int MOST_PENDING = 10;

  private final ChangeStream stream = new ChangeStream(10, MOST_PENDING);

  private static RowChanged row(String leadId, long version) {
    return new RowChanged(leadId, "acme", version);
  }

  private static TimelineChanged timeline(String leadId, long version) {
    return new TimelineChanged(leadId, "acme", version);
  }

  private void tells(RowChanged change, long offset) {
    stream.publish(List.of(change), Source.ROWS, new Positions(Map.of(0, offset + 1)));
  }

  private void tells(TimelineChanged change, long offset) {
    stream.publish(List.of(change), Source.TIMELINES, new Positions(Map.of(0, offset + 1)));
  }

  private ChangeFollower follows(@Nullable String after) {
    return Objects.requireNonNull(stream.follow("acme", null, after));
  }

  private static ChangeFollower.Next next(ChangeFollower follower) {
    return follower.next(Duration.ofMillis(1));
  }

  private static Changes changes(ChangeFollower follower) {
    return (Changes) next(follower);
  }

  private void begins() {
    stream.begin(Source.ROWS, Map.of(0, 100L));
    stream.begin(Source.TIMELINES, Map.of(0, 500L));
  }

  @Test
  void of_a_lead_the_newest_row_and_the_newest_timeline_are_told() {
    begins();
    ChangeFollower follower = follows(null);
    tells(row("lead-1", 4), 100);
    tells(timeline("lead-1", 4), 500);
    tells(row("lead-1", 5), 101);
    Changes told = changes(follower);
    assertThat(told.changes()).containsExactly(row("lead-1", 5), timeline("lead-1", 4));
    assertThat(told.position()).isEqualTo("0:101,t0:500");
    assertThat(next(follower)).isInstanceOf(ChangeFollower.Quiet.class);
  }

  @Test
  void who_was_away_is_told_of_both_what_came_since() {
    begins();
    tells(row("lead-1", 1), 100);
    tells(timeline("lead-1", 1), 500);
    String seen = "0:100,t0:500";
    tells(timeline("lead-2", 3), 501);
    tells(row("lead-2", 3), 101);
    tells(row("lead-3", 7), 102);

    Changes told = changes(follows(seen));
    assertThat(told.changes())
        .containsExactly(timeline("lead-2", 3), row("lead-2", 3), row("lead-3", 7));
    assertThat(told.position()).isEqualTo("0:102,t0:501");
    assertThat(next(follows(told.position()))).isInstanceOf(ChangeFollower.Quiet.class);
  }

  @Test
  void what_is_not_known_any_more_or_was_before_begins_anew() {
    begins();
    tells(row("lead-1", 1), 100);
    for (String odd : List.of("0:98,t0:499", "0:99,t0:498", "0:99", "0:100,t0:600", "t0", "x:y"))
      assertThat(next(follows(odd))).as(odd).isInstanceOf(StartOver.class);
    assertThat(next(follows("0:99,t0:499"))).isInstanceOf(Changes.class);
  }

  @Test
  void what_was_made_at_a_position_is_told_of_what_came_after_it() {
    assertThat(stream.position()).as("before anything is read").isEmpty();
    assertThat(next(follows(""))).isInstanceOf(StartOver.class);
    begins();
    assertThat(stream.position()).isEqualTo("0:99,t0:499");
    tells(row("lead-1", 1), 100);
    String made = stream.position();
    assertThat(next(follows(made))).isInstanceOf(ChangeFollower.Quiet.class);
    tells(timeline("lead-2", 3), 500);
    assertThat(changes(follows(made)).changes()).containsExactly(timeline("lead-2", 3));
  }

  @Test
  void who_has_missed_more_than_anybody_may_be_behind_starts_over_and_follows() {
    begins();
    for (int i = 0; i <= MOST_PENDING; i++) tells(row("lead-" + i, 1), 100 + i);
    ChangeFollower follower = follows("0:99,t0:499");
    assertThat(next(follower)).isInstanceOf(StartOver.class);
    tells(row("lead-0", 2), 200);
    assertThat(changes(follower).changes()).containsExactly(row("lead-0", 2));
    assertThat(changes(follows("0:101,t0:499")).changes()).hasSize(MOST_PENDING);
    // What others did, and what was told again, is nothing that one is behind.
    ChangeFollower ofOne = Objects.requireNonNull(stream.follow("acme", "lead-0", "0:99,t0:499"));
    assertThat(changes(ofOne).changes()).containsExactly(row("lead-0", 2));
  }

  @Test
  void of_topics_that_were_empty_everything_is_known() {
    stream.begin(Source.ROWS, Map.of(0, 0L, 1, 0L));
    stream.begin(Source.TIMELINES, Map.of(0, 0L));
    tells(row("lead-1", 1), 0);
    assertThat(next(follows("0:-9"))).isInstanceOf(StartOver.class);
    assertThat(next(follows("0:-1"))).isInstanceOf(Changes.class);
  }

  @Test
  void what_timelines_said_before_they_were_read_is_not_passed_over() {
    stream.begin(Source.ROWS, Map.of(0, 100L));
    tells(row("lead-1", 1), 100);
    // Others had seen an earlier one elsewhere; what came until now nobody was told.
    stream.begin(Source.TIMELINES, Map.of(0, 503L));
    assertThat(next(follows("0:99,t0:500"))).isInstanceOf(StartOver.class);
  }

  @Test
  void who_follows_before_a_source_is_read_starts_over_when_it_is() {
    ChangeFollower follower = follows(null);
    stream.begin(Source.ROWS, Map.of(0, 100L));
    assertThat(next(follower)).isInstanceOf(StartOver.class);
    stream.begin(Source.ROWS, Map.of(0, 100L));
    assertThat(next(follower)).as("read on").isInstanceOf(ChangeFollower.Quiet.class);
    tells(row("lead-1", 1), 100);
    assertThat(changes(follower).changes()).containsExactly(row("lead-1", 1));
  }

  @Test
  void timelines_are_read_on_from_where_they_were_left_unless_their_topic_was_made_anew() {
    begins();
    tells(timeline("lead-1", 1), 520);
    assertThat(stream.begin(Source.TIMELINES, Map.of(0, 530L)).next()).containsEntry(0, 521L);
    assertThat(stream.begin(Source.TIMELINES, Map.of(0, 3L)).next()).containsEntry(0, 3L);
  }

  @Test
  void only_so_many_changes_are_kept_for_who_comes_back() {
    begins();
    for (int i = 0; i < 20_001; i++) tells(timeline("lead-" + i, 1), 500 + i);
    assertThat(next(follows("0:99,t0:499"))).isInstanceOf(StartOver.class);
    assertThat(changes(follows("0:99,t0:20499")).changes())
        .<LeadChange>containsExactly(timeline("lead-20000", 1));
  }

  @Test
  void who_is_too_far_behind_is_cut_off_whatever_it_did_not_take() {
    begins();
    ChangeFollower follower = follows(null);
    for (int i = 0; i < MOST_PENDING / 2; i++) {
      tells(row("lead-" + i, 1), 100 + i);
      tells(timeline("lead-" + i, 1), 500 + i);
    }
    assertThat(stream.followers()).isOne();
    tells(timeline("one-more", 1), 600);
    assertThat(next(follower)).isEqualTo(new ChangeFollower.Ended(true));
    assertThat(stream.cutOff()).isOne();
  }
}
