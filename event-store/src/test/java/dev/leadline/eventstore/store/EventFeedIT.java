package dev.leadline.eventstore.store;

import static dev.leadline.eventstore.store.Samples.TENANT;
import static dev.leadline.eventstore.store.Samples.newLead;
import static dev.leadline.eventstore.store.Samples.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.eventstore.EventMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventFeedIT {

  private static final int EVENTS = 2300;

  private RunningStore running;
  private EventFeed feed;

  @BeforeEach
  void start() {
    running = RunningStore.on(Database.empty());
    feed = running.context.getBean(EventFeed.class);
    running
        .batches()
        .run(
            () -> {
              for (int i = 0; i < EVENTS; i++)
                running.newInstance(newLead(), List.of(registered()), EventMetadata.of(TENANT));
              return EVENTS;
            });
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void followers_of_the_same_place_share_what_was_opened() {
    OpenedOnce ofOne = feed.after(0).getFirst();
    OpenedOnce ofAnother = feed.after(0).getFirst();
    assertThat(ofAnother.event()).isSameAs(ofOne.event());
  }

  @Test
  void whoever_starts_within_a_piece_gets_the_rest_of_it() {
    assertThat(feed.after(0).getFirst().row().position()).isEqualTo(1);
    assertThat(feed.after(150).getFirst().row().position()).isEqualTo(151);
    assertThat(feed.after(150).getFirst()).isSameAs(feed.after(0).get(150));
  }

  @Test
  void wherever_a_follower_starts_it_sees_every_event_after_that_once() {
    for (long start : new long[] {0, 1, 999, 1000, 1001, 1999, 2000, 2001, 2299, 2300})
      assertThat(positionsAfter(start))
          .as("after %d", start)
          .isEqualTo(LongStream.rangeClosed(start + 1, EVENTS).boxed().toList());
  }

  @Test
  void places_that_were_given_out_and_never_used_are_passed_by() {
    running.jdbc().execute("select setval('lead_events_global_index_seq', 9000)");
    running.create(newLead(), List.of(registered()), EventMetadata.of(TENANT));
    assertThat(feed.after(EVENTS)).hasSize(1);
    assertThat(positionsAfter(EVENTS - 10)).hasSize(11).endsWith(9001L);
  }

  @Test
  void the_newest_events_are_opened_once_too_wherever_a_follower_is() {
    OpenedOnce last = feed.after(EVENTS - 1).getFirst();
    assertThat(feed.after(2100).getLast()).isSameAs(feed.after(2100).getLast());
    running.create(newLead(), List.of(registered()), EventMetadata.of(TENANT));
    List<OpenedOnce> both = feed.after(EVENTS - 1);
    assertThat(both).hasSize(2);
    assertThat(both.getFirst().row().position()).isEqualTo(last.row().position());
    assertThat(feed.after(EVENTS).getFirst()).isSameAs(both.getLast());
  }

  @Test
  void a_stretch_passes_by_what_cannot_be_read_and_tells_it() {
    running
        .jdbc()
        .update("update lead_events set payload_type = 'lead.forgotten' where global_index = 7");
    EventLog.Stretch all = running.log().stretchAfter(0, 10_000, _ -> true);
    assertThat(all.events()).hasSize(EVENTS - 1);
    assertThat(all.upTo()).isEqualTo(EVENTS);
    assertThat(all.unreadable())
        .singleElement()
        .satisfies(
            broken -> {
              assertThat(broken.position()).isEqualTo(7);
              assertThat(broken.type()).isEqualTo("lead.forgotten");
            });
    assertThat(running.log().stretchAfter(EVENTS, 1, _ -> true).upTo()).isEqualTo(EVENTS);
    EventLog.Stretch nobodys = running.log().stretchAfter(0, 1, _ -> false);
    assertThat(nobodys.events()).isEmpty();
    assertThat(nobodys.upTo()).isEqualTo(EVENTS);
  }

  @Test
  void what_is_stored_later_is_seen_although_the_end_was_read_before() {
    assertThat(feed.after(EVENTS)).isEmpty();
    running.create(newLead(), List.of(registered()), EventMetadata.of(TENANT));
    assertThat(feed.after(EVENTS)).hasSize(1);
  }

  @Test
  void an_event_that_cannot_be_read_does_not_hide_those_before_it() {
    running
        .jdbc()
        .update("update lead_events set payload_type = 'lead.forgotten' where global_index = 7");
    List<OpenedOnce> piece = feed.after(0);
    assertThat(piece.get(5).event().position()).isEqualTo(6);
    assertThatThrownBy(() -> piece.get(6).event()).isInstanceOf(UnreadableEvent.class);
    assertThat(running.log().readAfter(0, 1000)).hasSize(6);
  }

  @Test
  void as_many_events_are_read_as_were_asked_for() {
    assertThat(running.log().readAfter(0, 300)).hasSize(300);
    assertThat(running.log().readAfter(0, 10_000)).hasSize(EVENTS);
  }

  private List<Long> positionsAfter(long start) {
    var positions = new ArrayList<Long>();
    List<OpenedOnce> next = feed.after(start);
    while (!next.isEmpty()) {
      next.forEach(event -> positions.add(event.row().position()));
      next = feed.after(positions.getLast());
    }
    return positions;
  }
}
