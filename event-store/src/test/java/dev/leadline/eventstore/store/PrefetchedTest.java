package dev.leadline.eventstore.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.eventstore.store.LeadEventStorageEngine.Streams;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.Test;

/** What is read for a batch of leads before it is loaded. */
class PrefetchedTest {

  private final Map<String, List<DomainEventMessage<?>>> all = new HashMap<>();

  /** By lead, how many bytes its events take. */
  private final Map<String, Long> stored = new HashMap<>();

  private final List<List<String>> queries = new ArrayList<>();
  private Prefetched prefetched = new Prefetched(this::first);

  private Streams first(List<String> leadIds, long mostBytes) {
    var found = new Streams(new HashMap<>(), new HashMap<>());
    long together = 0;
    for (String lead : leadIds) {
      long bytes = stored.getOrDefault(lead, 0L);
      together += bytes;
      if (together > mostBytes) found.leftOut().put(lead, bytes);
      else found.whole().put(lead, all.getOrDefault(lead, List.of()));
    }
    queries.add(List.copyOf(found.whole().keySet()));
    return found;
  }

  private void store(String lead, long bytes) {
    stored.put(lead, bytes);
    all.put(lead, List.of(new GenericDomainEventMessage<>("Lead", lead, 0, "said")));
  }

  private List<String> leads(int number, Random random) {
    all.clear();
    stored.clear();
    queries.clear();
    prefetched = new Prefetched(this::first);
    var leads = new ArrayList<String>();
    for (int i = 0; i < number; i++) {
      leads.add("lead-" + i);
      // One in ten has no events, and one in ten more than may be in memory.
      if (random.nextInt(10) > 0)
        store(
            leads.getLast(),
            random.nextInt(10) == 0
                ? Prefetched.MOST_BYTES + 1 + random.nextInt(1000)
                : random.nextLong(Prefetched.MOST_BYTES / 4));
    }
    return leads;
  }

  private boolean isTooLarge(String lead) {
    return stored.getOrDefault(lead, 0L) > Prefetched.MOST_BYTES;
  }

  @Test
  void each_lead_is_whole_in_its_turn_unless_it_is_too_large_alone() {
    for (int seed = 0; seed < 200; seed++) {
      List<String> leads = leads(60, new Random(seed));
      prefetched.add(leads);
      for (String lead : leads)
        assertThat(prefetched.take(lead))
            .as("%s, seed %d", lead, seed)
            .isEqualTo(isTooLarge(lead) ? null : all.getOrDefault(lead, List.of()));
      for (List<String> query : queries)
        assertThat(query.stream().mapToLong(lead -> stored.getOrDefault(lead, 0L)).sum())
            .isLessThanOrEqualTo(Prefetched.MOST_BYTES);
      assertThat(queries.stream().flatMap(List::stream)).doesNotHaveDuplicates();
    }
  }

  @Test
  void a_query_brings_as_many_as_there_is_room_for() {
    List<String> leads = List.of("a", "b", "c", "d", "e");
    for (String lead : leads) store(lead, Prefetched.MOST_BYTES / 2);
    prefetched.add(leads);
    for (String lead : leads) assertThat(prefetched.take(lead)).hasSize(1);
    assertThat(queries).extracting(List::size).containsExactly(2, 2, 1);
  }

  @Test
  void in_any_other_order_none_is_wrong_and_none_is_read_again_and_again() {
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      List<String> leads = leads(60, random);
      prefetched.add(leads);
      var order = new ArrayList<>(leads);
      Collections.shuffle(order, random);
      for (String lead : order) {
        List<DomainEventMessage<?>> taken = prefetched.take(lead);
        if (taken != null)
          assertThat(taken)
              .as("%s, seed %d", lead, seed)
              .isEqualTo(all.getOrDefault(lead, List.of()));
      }
      assertThat(queries.stream().flatMap(List::stream)).doesNotHaveDuplicates();
    }
  }

  @Test
  void nothing_is_told_of_a_lead_that_nobody_has_named() {
    store("other", 1L);
    prefetched.add(List.of("lead"));
    assertThat(prefetched.take("other")).isNull();
    assertThat(queries).isEmpty();
  }
}
