package dev.leadline.leadservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Seeds;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.domain.merging.NothingIsLost;
import dev.leadline.leadservice.domain.merging.PairAction.MergeLeads;
import dev.leadline.leadservice.domain.merging.PairAction.UnmergeLeads;
import dev.leadline.leadservice.handling.Arrival;
import dev.leadline.leadservice.handling.CommandLeads;
import dev.leadline.leadservice.handling.CommandPairs;
import dev.leadline.leadservice.handling.MergeCounters;
import dev.leadline.leadservice.handling.MergeCounters.Kind;
import dev.leadline.leadservice.handling.Outcome;
import dev.leadline.leadservice.handling.ReadChannelEvents;
import dev.leadline.leadservice.handling.RecordChannelEvents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Random histories of events and merges, many in one batch, by two consumers and a member. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergeHistoriesIT {

  private static final int HISTORIES = 400;
  private static final int EVENTS_OF_EACH = 25;
  private static final int BATCH = 250;
  private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

  private RunningService service;

  @BeforeAll
  void start(@TempDir Path folder) {
    service = new RunningService(folder);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void whatever_two_consumers_and_a_member_do_at_once_nothing_is_lost() {
    Seeds.each(1, this::atOnce);
  }

  private void atOnce(Random random) {
    var arrivals = new ArrayList<Arrival>();
    for (int step = 0; step < EVENTS_OF_EACH; step++)
      for (int history = 0; history < HISTORIES; history++)
        arrivals.add(event(random, history, arrivals.size()));
    var all = new ArrayList<Callable<Integer>>();
    // Two consumers that take turns, so that every history is in the batches of both.
    for (int consumer = 0; consumer < 2; consumer++) {
      int first = consumer;
      all.add(() -> consume(arrivals, first));
    }
    var member = new Random(random.nextLong());
    all.add(() -> member(member));
    int told = 0;
    try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> done : together.invokeAll(all)) told += done.get();
    } catch (InterruptedException | ExecutionException failed) {
      throw new AssertionError(failed);
    }

    assertThat(told).as("events stored").isEqualTo(arrivals.size());
    Map<String, List<LeadEvent>> streams = streams();
    NothingIsLost.in(streams);
    assertThat(service.bean(MergeCounters.class).count(Kind.JOINED))
        .as("joins")
        .isGreaterThan(HISTORIES);
    assertThat(service.bean(MergeCounters.class).count(Kind.SUGGESTED)).isPositive();
    partedAgain(streams.keySet());
  }

  private int consume(List<Arrival> arrivals, int first) {
    int stored = 0;
    var record = service.bean(RecordChannelEvents.class);
    for (int from = first * BATCH; from < arrivals.size(); from += 2 * BATCH)
      for (Outcome outcome :
          delivered(record, arrivals.subList(from, Math.min(arrivals.size(), from + BATCH))))
        if (outcome instanceof Outcome.Stored) stored++;
    return stored;
  }

  /** As Kafka does: what failed as a whole is delivered again. */
  private static List<Outcome> delivered(RecordChannelEvents record, List<Arrival> batch) {
    for (int deliveries = 1; ; deliveries++) {
      try {
        return record.record(batch);
      } catch (ConcurrencyException otherWritersWereFirst) {
        if (deliveries == 10) throw otherWritersWereFirst;
      }
    }
  }

  /** Joins and parts what there is, whether or not that is refused. */
  private int member(Random random) {
    for (int round = 0; round < 5; round++) {
      List<StoredEvent> stored = service.stored();
      if (stored.isEmpty()) continue;
      for (int i = 0; i < 20; i++) {
        String one = stored.get(random.nextInt(stored.size())).leadId();
        String other = stored.get(random.nextInt(stored.size())).leadId();
        ask(one, other, random.nextBoolean());
      }
    }
    return 0;
  }

  private CommandLeads.Answer ask(String lead, String other, boolean merge) {
    var sam = new Member("sam", "Sam Reed");
    var moment = new Moment(START.plusSeconds(3600), "/test", lead + other);
    return service
        .bean(CommandPairs.class)
        .handle(
            new CommandPairs.Request(
                "default",
                lead,
                null,
                0,
                null,
                merge ? new MergeLeads(sam, other, moment) : new UnmergeLeads(sam, other, moment)));
  }

  /** Every lead that is part of another becomes itself again. */
  private void partedAgain(Set<String> leadIds) {
    List<LeadState> merged = merged(leadIds);
    assertThat(merged).isNotEmpty();
    for (; !merged.isEmpty(); merged = merged(leadIds))
      for (LeadState lead : merged)
        for (Absorbed part : lead.absorbed()) ask(lead.leadId(), part.leadId(), false);
    NothingIsLost.in(streams());
    assertThat(service.bean(CommandLeads.class).find("default", leadIds).values())
        .allMatch(LeadState::isListed);
  }

  private List<LeadState> merged(Set<String> leadIds) {
    return service.bean(CommandLeads.class).find("default", leadIds).values().stream()
        .filter(lead -> lead.mergedInto() == null && !lead.absorbed().isEmpty())
        .toList();
  }

  private Map<String, List<LeadEvent>> streams() {
    return service.stored().stream()
        .collect(
            Collectors.groupingBy(
                StoredEvent::leadId, Collectors.mapping(StoredEvent::event, Collectors.toList())));
  }

  private Arrival event(Random random, int history, int number) {
    var keys = new ArrayList<String>();
    String of = "h" + history;
    keys.add("\"anonymousId\": \"%s-%d\"".formatted(of, random.nextInt(4)));
    if (random.nextInt(3) == 0)
      keys.add("\"email\": \"%s.p%d@acme.example\"".formatted(of, random.nextInt(2)));
    if (random.nextInt(12) == 0)
      keys.add("\"externalIds\": {\"customerKey\": \"%s-%d\"}".formatted(of, random.nextInt(2)));
    if (random.nextInt(3) > 0) keys.add("\"asserted\": \"SELF\"");
    byte[] body =
        "{\"identity\": {%s}, \"payload\": {\"messageId\": \"m-%d\", \"text\": \"Hello\"}}"
            .formatted(String.join(", ", keys), number)
            .getBytes(StandardCharsets.UTF_8);
    Instant at = START.plusMillis(number);
    Map<String, String> headers =
        RunningService.headers("leadline.chat.message-received.v1", "e-" + number);
    headers.put("ce_time", at.toString());
    var reading = service.bean(ReadChannelEvents.class).read(headers, body, at);
    return ((ReadChannelEvents.Understood) reading).arrival();
  }
}
