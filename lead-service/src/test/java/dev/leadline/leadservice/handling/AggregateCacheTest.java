package dev.leadline.leadservice.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Value;
import dev.leadline.events.lead.LeadEvent.Edit;
import dev.leadline.events.lead.LeadEvent.FieldEdited;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.NoSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.modelling.command.inspection.AggregateModel;
import org.axonframework.modelling.command.inspection.AnnotatedAggregateMetaModelFactory;
import org.junit.jupiter.api.Test;

class AggregateCacheTest {

  private static final AggregateModel<LeadAggregate> MODEL =
      AnnotatedAggregateMetaModelFactory.inspectAggregate(LeadAggregate.class);
  private static final int LEADS = 20;
  private static final int LONG = 50_000;

  private final List<EventSourcedAggregate<LeadAggregate>> leads = new ArrayList<>();

  private void leads() {
    for (int i = 0; i < LEADS; i++)
      leads.add(
          EventSourcedAggregate.initialize(
              new LeadAggregate("lead-" + i), MODEL, null, NoSnapshotTriggerDefinition.TRIGGER));
  }

  private void put(AggregateCache cache) {
    for (var lead : leads) cache.put(lead.identifierAsString(), new AggregateCacheEntry<>(lead));
  }

  private static void tells(EventSourcedAggregate<LeadAggregate> lead, Value value) {
    var moment = new Moment(Instant.EPOCH, "/team", "k-1");
    var edited =
        new FieldEdited(new Member("sam", "Sam Reed"), moment, new Edit("notes", value, null));
    lead.initializeState(
        DomainEventStream.of(
            new GenericDomainEventMessage<>(
                "LeadAggregate", lead.identifierAsString(), 0, edited)));
  }

  private static long kept(AggregateCache cache) {
    return IntStream.range(0, LEADS).filter(i -> cache.containsKey("lead-" + i)).count();
  }

  @Test
  void no_more_leads_are_kept_than_so_many() {
    var cache = new AggregateCache(5, 1_000_000_000);
    leads();
    put(cache);
    await("the others are gone").until(() -> kept(cache) <= 5);
    assertThat(kept(cache)).isPositive();
  }

  @Test
  void leads_that_grow_make_room_for_one_another_before_they_fill_the_memory() {
    var cache = new AggregateCache(1_000, 10L * LONG);
    leads();
    put(cache);
    assertThat(kept(cache)).isEqualTo(LEADS);
    for (var lead : leads) tells(lead, Value.text("x".repeat(LONG)));
    put(cache);
    await("the others are gone").until(() -> kept(cache) <= 5);
    assertThat(kept(cache)).isPositive();
  }

  @Test
  void a_list_is_as_long_as_its_texts_and_of_many_small_ones_each_counts() {
    leads();
    var texts = leads.getFirst();
    tells(texts, new Value.Texts(List.of("x".repeat(LONG), "y".repeat(LONG))));
    assertThat(LeadSize.of(texts.getAggregateRoot().state())).isGreaterThan(2 * LONG);
    var many = leads.getLast();
    tells(many, new Value.Texts(Collections.nCopies(1_000, "")));
    assertThat(LeadSize.of(many.getAggregateRoot().state())).isGreaterThan(40_000);
  }
}
