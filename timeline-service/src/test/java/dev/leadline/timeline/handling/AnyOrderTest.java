package dev.leadline.timeline.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.leadline.events.Json;
import dev.leadline.events.Seeds;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.LeadChange;
import dev.leadline.events.view.LeadRow;
import dev.leadline.events.view.RowChanged;
import dev.leadline.events.view.TimelineChanged;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.timeline.domain.Histories;
import dev.leadline.timeline.domain.StoreTimelineEntries.Owned;
import dev.leadline.timeline.domain.StoredEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever the order in which interactions arrived, and however often batches came again. */
class AnyOrderTest {

  private static final int RUNS = 200;

  @Test
  void rows_and_timelines_are_equal_for_any_order_and_any_repetition() {
    Seeds.each(
        RUNS,
        random -> {
          List<InteractionRecorded> events = Histories.random(random, 1 + random.nextInt(40));
          var straight = new ReadModel();
          straight.receive(history(events), random, false);
          var shuffled = new ReadModel();
          Collections.shuffle(events, random);
          shuffled.receive(history(events), random, true);
          assertThat(shuffled.row()).as("row").isEqualTo(straight.row());
          assertThat(shuffled.timeline()).as("timeline").isEqualTo(straight.timeline());
        });
  }

  /**
   * A channel that gives the time in whole seconds tells a question and its answer at one instant:
   * they stand as they came (ADR 10), whatever their ids are, and every reader has the same order.
   */
  @Test
  void at_one_instant_entries_stand_in_the_order_of_arrival_for_every_reader() {
    Seeds.each(
        RUNS,
        random -> {
          var events = new ArrayList<InteractionRecorded>();
          for (int i = 0; i < 30; i++)
            events.add(
                Histories.chatMessage(
                    "e-" + random.nextLong(),
                    Histories.START.plusSeconds(random.nextInt(3)),
                    "Message " + i));
          List<String> asTheyCame =
              events.stream()
                  .sorted(Comparator.comparing(event -> event.origin().at()))
                  .map(AnyOrderTest::text)
                  .toList();
          for (int reader = 0; reader < 2; reader++) {
            var model = new ReadModel();
            model.receive(history(events), random, true);
            assertThat(model.messages()).isEqualTo(asTheyCame);
          }
        });
  }

  private static String text(InteractionRecorded said) {
    return Json.MAPPER.readTree(said.personal().payload().text()).path("text").asString();
  }

  private static List<StoredEvent> history(List<InteractionRecorded> interactions) {
    var events = new ArrayList<LeadEvent>(interactions);
    events.addFirst(Histories.registered());
    return Histories.stored("lead-1", events);
  }

  /** Both projections over stores in memory. */
  private static final class ReadModel {
    private final Map<String, LeadState> rows = new HashMap<>();
    private final Map<String, TimelineEntry> entries = new TreeMap<>();
    private final Map<Class<?>, Long> announced = new HashMap<>();
    private final List<ProjectBatch> projections =
        List.of(
            new ProjectLeadRows(_ -> Map.copyOf(rows), this::put, _ -> false, this::announce),
            new ProjectTimeline(_ -> {}, this::keep, this::announce));

    /** In batches; after some of them the position is put back, as after a crash. */
    void receive(List<StoredEvent> history, Random random, boolean repeating) {
      int position = 0;
      while (position < history.size()) {
        int end = Math.min(history.size(), position + 1 + random.nextInt(7));
        for (ProjectBatch projection : projections)
          projection.project(history.subList(position, end));
        position = repeating && random.nextInt(3) == 0 ? random.nextInt(position + 1) : end;
      }
      assertThat(announced)
          .containsOnly(
              entry(RowChanged.class, (long) history.size()),
              entry(TimelineChanged.class, (long) history.size()));
    }

    private Set<String> put(Collection<LeadState> changed) {
      var behind = new HashSet<String>();
      for (LeadState row : changed) {
        LeadState stored = rows.get(row.leadId());
        if (stored != null && stored.version() >= row.version()) behind.add(row.leadId());
        else rows.put(row.leadId(), row);
      }
      return behind;
    }

    private void announce(Collection<? extends LeadChange> changes) {
      changes.forEach(change -> announced.put(change.getClass(), change.version()));
    }

    private void keep(Collection<Owned> written) {
      written.forEach(owned -> entries.put(owned.entry().entryId(), owned.entry()));
    }

    LeadRow row() {
      return LeadRow.of(rows.get("lead-1"), Histories.START.plus(Duration.ofHours(1)));
    }

    /** What was said, in the order of the keys, which is that of the timeline. */
    List<String> messages() {
      return entries.values().stream()
          .filter(entry -> entry.kind() == TimelineEntry.Kind.MESSAGE)
          .map(TimelineEntry::text)
          .toList();
    }

    /** In time; the id of an entry holds its place in the stream, which is the order of arrival. */
    List<String> timeline() {
      return entries.values().stream()
          .map(entry -> entry.at() + " " + entry.kind() + " " + entry.label() + " " + entry.text())
          .sorted()
          .toList();
    }
  }
}
