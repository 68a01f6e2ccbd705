package dev.leadline.timeline.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.view.LeadChange;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.TimelineChanged;
import dev.leadline.timeline.domain.AnnounceChanges;
import dev.leadline.timeline.domain.Histories;
import dev.leadline.timeline.domain.StoredEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever is told that a timeline has changed finds the change. */
class ProjectTimelineTest {

  /** What was done, in its order. */
  private final List<String> done = new ArrayList<>();

  private final List<LeadChange> announced = new ArrayList<>();

  private ProjectTimeline projection(AnnounceChanges announce) {
    return new ProjectTimeline(
        erased -> erased.forEach(lead -> done.add("erase " + lead)),
        entries -> done.add("store " + entries.size()),
        announce);
  }

  private void announce(Collection<? extends LeadChange> changes) {
    done.add("announce " + changes.size());
    announced.addAll(changes);
  }

  private static List<StoredEvent> messages(String leadId, int number) {
    var events = new ArrayList<StoredEvent>();
    for (int i = 0; i < number; i++)
      events.add(
          new StoredEvent(
              Histories.TENANT,
              leadId,
              i,
              leadId + i,
              Histories.chatMessage(leadId + i, Histories.START, "Hello"),
              "trace-" + i));
    return events;
  }

  @Test
  void a_lead_is_announced_once_for_a_batch_after_its_entries_are_stored() {
    var batch = messages("lead-1", 30);
    batch.addAll(messages("lead-2", 3));

    projection(this::announce).project(batch);

    assertThat(done).containsExactly("store 33", "announce 2");
    assertThat(announced)
        .containsExactly(
            new TimelineChanged("lead-1", Histories.TENANT, 30),
            new TimelineChanged("lead-2", Histories.TENANT, 3));
  }

  @Test
  void a_batch_that_cannot_be_stored_announces_nothing() {
    var projection =
        new ProjectTimeline(
            _ -> {},
            _ -> {
              throw new IllegalStateException("The store is away");
            },
            this::announce);

    assertThatThrownBy(() -> projection.project(messages("lead-1", 3)))
        .hasMessageContaining("away");
    assertThat(announced).isEmpty();
  }

  @Test
  void a_batch_that_was_stored_and_not_announced_fails_and_is_announced_when_it_comes_again() {
    var batch = messages("lead-1", 3);
    var unheard =
        projection(
            _ -> {
              throw new IllegalStateException("Nobody confirmed");
            });

    assertThatThrownBy(() -> unheard.project(batch)).hasMessageContaining("confirmed");
    projection(this::announce).project(batch);

    assertThat(done).containsExactly("store 3", "store 3", "announce 1");
  }

  @Test
  void an_erased_lead_is_announced_after_what_its_timeline_showed_is_gone() {
    var erasure = new LeadErased(Histories.START, null, List.of("lead-2"));
    projection(this::announce)
        .project(List.of(new StoredEvent(Histories.TENANT, "lead-1", 7, "e-7", erasure)));

    assertThat(done).containsExactly("erase lead-1", "erase lead-2", "store 1", "announce 1");
    assertThat(announced).containsExactly(new TimelineChanged("lead-1", Histories.TENANT, 8));
  }

  @Test
  void what_comes_by_the_keys_of_an_absorbed_lead_is_news_of_the_lead_that_has_absorbed_it() {
    var said = Histories.chatMessage("m-1", Histories.START, "Still here");
    var absorbed =
        new InteractionRecorded(said.origin(), said.decision(), "lead-2", said.personal());
    var entries = new ArrayList<String>();
    new ProjectTimeline(
            _ -> {},
            stored -> stored.forEach(one -> entries.add(one.entry().entryId())),
            this::announce)
        .project(List.of(new StoredEvent(Histories.TENANT, "lead-1", 4, "e-4", absorbed)));

    assertThat(entries).singleElement().extracting(ReadModels::leadOf).isEqualTo("lead-2");
    assertThat(announced).containsExactly(new TimelineChanged("lead-1", Histories.TENANT, 5));
  }

  @Test
  void it_is_announced_as_a_part_of_the_newest_trace() {
    var traces = new ArrayList<Map<String, String>>();
    projection(
            new AnnounceChanges() {
              @Override
              public void announce(Collection<? extends LeadChange> changes) {}

              @Override
              public void announce(
                  Collection<? extends LeadChange> changes, Map<String, String> traceParents) {
                traces.add(traceParents);
              }
            })
        .project(messages("lead-1", 3));

    assertThat(traces).containsExactly(Map.of("lead-1", "trace-2"));
  }
}
