package dev.leadline.eventstore.store;

import static dev.leadline.eventstore.store.Samples.TENANT;
import static dev.leadline.eventstore.store.Samples.message;
import static dev.leadline.eventstore.store.Samples.newLead;
import static dev.leadline.eventstore.store.Samples.registered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.eventstore.EventMetadata;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** However large events are, and however many of them a lead has, few are in memory at once. */
class LargeHistoriesIT {

  private static final int MIB = 1 << 20;
  private static final int LETTERS = 60;
  private static final int EVENTS_OF_ONE = 20_000;

  private static RunningStore running;
  private static String longLead = "";
  private static List<String> leads = List.of();

  @BeforeAll
  static void start() {
    running = RunningStore.on(Database.empty());
    String letter = "x".repeat(MIB);
    leads = IntStream.range(0, LETTERS / 2).mapToObj(_ -> newLead()).toList();
    for (String lead : leads)
      running.create(
          lead,
          List.of(registered(), message("a@b.example", letter), message("a@b.example", letter)),
          EventMetadata.of(TENANT));
    longLead = newLead();
    var events = new ArrayList<LeadEvent>(List.of(registered()));
    for (int i = 1; i < EVENTS_OF_ONE; i++) events.add(message("a@b.example", "No. " + i));
    running.create(longLead, events, EventMetadata.of(TENANT));
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static long bytes(List<StoredEvent> events) {
    return events.stream().mapToLong(event -> event.json().length).sum();
  }

  private static List<Long> positions(List<StoredEvent> events) {
    return events.stream().map(StoredEvent::position).toList();
  }

  private static List<Long> all() {
    return LongStream.rangeClosed(1, running.log().lastPosition()).boxed().toList();
  }

  @Test
  void what_is_read_at_once_fits_into_memory_and_nothing_is_left_out() {
    var read = new ArrayList<Long>();
    List<StoredEvent> next = running.log().readAfter(0, 10_000);
    while (!next.isEmpty()) {
      assertThat(bytes(next)).isLessThan(22 * MIB);
      read.addAll(positions(next));
      next = running.log().readAfter(read.getLast(), 10_000);
    }
    assertThat(read).isEqualTo(all());
  }

  @Test
  void so_is_what_a_follower_of_some_leads_gets() {
    var read = new ArrayList<Long>();
    EventLog.Stretch next = running.log().stretchAfter(0, 10_000, _ -> true);
    while (!next.events().isEmpty()) {
      assertThat(bytes(next.events())).isLessThan(22 * MIB);
      read.addAll(positions(next.events()));
      next = running.log().stretchAfter(next.upTo(), 10_000, _ -> true);
    }
    assertThat(read).isEqualTo(all());
  }

  @Test
  void wherever_a_follower_begins_within_a_stretch_that_was_cut_it_gets_what_follows() {
    EventFeed feed = running.context.getBean(EventFeed.class);
    for (long start : new long[] {0, 1, 7, 40, 89}) {
      var read = new ArrayList<Long>();
      List<OpenedOnce> next = feed.after(start);
      while (!next.isEmpty()) {
        next.forEach(event -> read.add(event.row().position()));
        next = feed.after(read.getLast());
      }
      assertThat(read).as("after %d", start).isEqualTo(all().subList((int) start, all().size()));
    }
  }

  @Test
  void the_streams_of_leads_are_told_in_pieces_each_in_its_order() {
    var asked = new ArrayList<>(leads.stream().map(UUID::fromString).toList());
    asked.add(UUID.fromString(longLead));
    var told = new ArrayList<StoredEvent>();
    running
        .log()
        .ofLeads(
            asked,
            some -> {
              assertThat(some).hasSizeLessThanOrEqualTo(2_500);
              assertThat(bytes(some)).isLessThan(8 * MIB);
              told.addAll(some);
            });
    assertThat(told).hasSize(running.all().size());
    assertThat(told.stream().filter(event -> event.leadId().equals(longLead)))
        .extracting(StoredEvent::sequence)
        .containsExactlyElementsOf(LongStream.range(0, EVENTS_OF_ONE).boxed().toList());
    for (String lead : leads)
      assertThat(told.stream().filter(event -> event.leadId().equals(lead)))
          .extracting(StoredEvent::sequence)
          .containsExactly(0L, 1L, 2L);
  }

  @Test
  void what_is_known_of_a_person_is_told_in_pieces() {
    var told = new ArrayList<Long>();
    EventLog.Part part;
    do {
      long after = told.isEmpty() ? 0 : told.getLast();
      part = running.log().about(leads, after, Long.MAX_VALUE, 1000);
      assertThat(bytes(part.events())).isLessThan(8 * MIB);
      told.addAll(positions(part.events()));
    } while (part.more());
    assertThat(told)
        .isEqualTo(
            running.all().stream()
                .filter(event -> leads.contains(event.leadId()))
                .map(StoredEvent::position)
                .toList());
  }

  @Test
  void what_is_known_of_a_person_ends_where_it_is_said_to_end() {
    List<String> one = List.of(leads.getFirst());
    assertThat(running.log().about(one, 0, Long.MAX_VALUE, 2))
        .satisfies(part -> assertThat(part.events()).hasSize(2))
        .satisfies(part -> assertThat(part.more()).isTrue());
    assertThat(running.log().about(one, 0, Long.MAX_VALUE, 3))
        .satisfies(part -> assertThat(part.events()).hasSize(3))
        .satisfies(part -> assertThat(part.more()).isFalse());
  }

  @Test
  void a_lead_with_very_many_events_is_not_read_beforehand_and_is_complete_all_the_same() {
    var loaded =
        running
            .batches()
            .run(
                () -> {
                  running.store().prefetch(List.of(leads.getFirst(), longLead, leads.getLast()));
                  assertThat(running.payloads(leads.getFirst())).hasSize(3);
                  running.dataSource.watch();
                  List<Object> payloads = running.payloads(longLead);
                  assertThat(running.dataSource.statements()).hasSizeGreaterThan(1);
                  running.dataSource.watch();
                  assertThat(running.payloads(leads.getLast())).hasSize(3);
                  assertThat(running.dataSource.statements()).hasSize(1);
                  return payloads;
                });
    assertThat(loaded).hasSize(EVENTS_OF_ONE);
  }

  @Test
  void large_leads_of_a_batch_are_read_some_at_a_time_and_few_are_in_memory() {
    List<Integer> loadedByEach = loadedByEachQuery(leads);
    assertThat(loadedByEach).as("leads of 2 MiB that one query brings").allMatch(one -> one <= 8);
    assertThat(loadedByEach).hasSizeLessThan(leads.size() / 2);
  }

  @Test
  void in_whichever_order_leads_are_loaded_none_is_read_more_than_twice() {
    var shuffled = new ArrayList<>(leads);
    Collections.shuffle(shuffled, new Random(7));
    assertThat(loadedByEachQuery(shuffled)).hasSizeLessThanOrEqualTo(2 * leads.size());
    assertThat(loadedByEachQuery(leads.reversed())).hasSizeLessThanOrEqualTo(leads.size());
  }

  /** How many leads came from memory after each query, with the one that the query was for. */
  private static List<Integer> loadedByEachQuery(List<String> order) {
    return running
        .batches()
        .run(
            () -> {
              running.store().prefetch(leads);
              var loaded = new ArrayList<Integer>();
              for (String lead : order) {
                running.dataSource.watch();
                assertThat(running.payloads(lead)).hasSize(3);
                boolean asked = !running.dataSource.statements().isEmpty();
                if (asked || loaded.isEmpty()) loaded.add(1);
                else loaded.set(loaded.size() - 1, loaded.getLast() + 1);
              }
              return loaded;
            });
  }
}
