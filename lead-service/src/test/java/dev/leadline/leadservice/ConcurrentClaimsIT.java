package dev.leadline.leadservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import dev.leadline.events.lead.LeadState;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.domain.merging.NothingIsLost;
import dev.leadline.leadservice.handling.CommandLeads;
import dev.leadline.leadservice.handling.MergeCounters;
import dev.leadline.leadservice.handling.Outcome;
import dev.leadline.leadservice.handling.ReadChannelEvents;
import dev.leadline.leadservice.handling.RecordChannelEvents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Several writers that meet the same person at the same moment (domain 5.5). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcurrentClaimsIT {

  private static final int WRITERS = 8;
  private static final int ROUNDS = 20;
  private static final int PATIENCE = 30;

  private RunningService service;

  @BeforeAll
  void start(@TempDir Path folder) {
    service = new RunningService(folder);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  /** What a writer stores of a visitor who gives an email. */
  private Outcome.Stored tell(String visitor, String email) {
    byte[] body =
        """
        {"identity": {"anonymousId": "%s", "email": "%s", "asserted": "SELF"},
         "payload": {"messageId": "%s", "text": "It is me"}}
        """
            .formatted(visitor, email, visitor)
            .getBytes(StandardCharsets.UTF_8);
    var reading =
        service
            .bean(ReadChannelEvents.class)
            .read(
                RunningService.headers("leadline.chat.message-received.v1", visitor),
                body,
                Instant.now());
    var understood = (ReadChannelEvents.Understood) reading;
    return (Outcome.Stored)
        service.bean(RecordChannelEvents.class).record(List.of(understood.arrival())).getFirst();
  }

  /** What a visitor is known by before it gives an email. */
  private String visits() {
    String visitor = UUID.randomUUID().toString();
    service.produce(
        RunningService.headers("leadline.web.page-viewed.v1", "first-" + visitor),
        "{\"identity\":{\"anonymousId\":\"%s\"},\"payload\":{\"url\":\"https://www.example.com\"}}"
            .formatted(visitor));
    return visitor;
  }

  @Test
  void of_many_known_visitors_who_claim_one_email_at_once_one_owns_it_and_all_others_join_it()
      throws Exception {
    var visitors = new ArrayList<String>();
    for (int i = 0; i < ROUNDS * WRITERS; i++) visitors.add(visits());
    service.flush();
    await("every visitor is a lead")
        .atMost(Duration.ofSeconds(PATIENCE))
        .until(() -> leadsOf(visitors).size() == visitors.size());
    Map<String, String> leads = leadsOf(visitors);
    long joined = service.bean(MergeCounters.class).count(MergeCounters.Kind.JOINED);
    try (var writers = Executors.newFixedThreadPool(WRITERS)) {
      for (int round = 0; round < ROUNDS; round++) {
        String email = UUID.randomUUID() + "@acme.example";
        var together = new CyclicBarrier(WRITERS);
        List<String> ofRound = visitors.subList(round * WRITERS, (round + 1) * WRITERS);
        var all = new ArrayList<Callable<Outcome.Stored>>();
        for (String visitor : ofRound)
          all.add(
              () -> {
                together.await(PATIENCE, TimeUnit.SECONDS);
                return tell(visitor, email);
              });
        for (Future<Outcome.Stored> told : writers.invokeAll(all)) told.get();
        isOnePerson(ofRound.stream().map(leads::get).toList());
      }
    }
    assertThat(service.bean(MergeCounters.class).count(MergeCounters.Kind.JOINED) - joined)
        .as("joins, each once")
        .isEqualTo((long) ROUNDS * (WRITERS - 1));
    NothingIsLost.in(streams(Set.copyOf(leads.values())));
  }

  private void isOnePerson(List<String> leadIds) {
    List<LeadState> states =
        List.copyOf(service.bean(CommandLeads.class).find("default", leadIds).values());
    List<LeadState> owners = states.stream().filter(LeadState::isListed).toList();
    assertThat(owners).as("owners of one email").hasSize(1);
    LeadState owner = owners.getFirst();
    assertThat(owner.absorbed()).hasSize(WRITERS - 1);
    assertThat(owner.picture().activity().messageCount()).isEqualTo(WRITERS);
  }

  private Map<String, String> leadsOf(List<String> visitors) {
    Set<String> wanted = Set.copyOf(visitors);
    var leads = new HashMap<String, String>();
    for (StoredEvent stored : service.stored())
      if (stored.event() instanceof InteractionRecorded said && said.personal() != null)
        for (var key : said.personal().identities())
          if (wanted.contains(key.value())) leads.putIfAbsent(key.value(), stored.leadId());
    return leads;
  }

  private Map<String, List<LeadEvent>> streams(Set<String> leadIds) {
    return service.stored().stream()
        .filter(stored -> leadIds.contains(stored.leadId()))
        .collect(
            Collectors.groupingBy(
                StoredEvent::leadId, Collectors.mapping(StoredEvent::event, Collectors.toList())));
  }

  @Test
  void of_many_who_claim_one_email_at_once_all_become_one_lead() throws Exception {
    var leads = new HashSet<String>();
    int created = 0;
    try (var writers = Executors.newFixedThreadPool(WRITERS)) {
      for (int round = 0; round < ROUNDS; round++) {
        String email = UUID.randomUUID() + "@acme.example";
        var together = new CyclicBarrier(WRITERS);
        var all = new ArrayList<Callable<Outcome.Stored>>();
        for (int i = 0; i < WRITERS; i++)
          all.add(
              () -> {
                together.await(PATIENCE, TimeUnit.SECONDS);
                return tell(UUID.randomUUID().toString(), email);
              });
        var ofRound = new HashSet<String>();
        for (Future<Outcome.Stored> told : writers.invokeAll(all)) {
          ofRound.add(told.get().leadId());
          if (told.get().created()) created++;
        }
        assertThat(ofRound).as("leads of one email").hasSize(1);
        leads.addAll(ofRound);
      }
    }

    assertThat(leads).hasSize(ROUNDS);
    assertThat(created).isEqualTo(ROUNDS);
    List<StoredEvent> stored =
        service.stored().stream().filter(event -> leads.contains(event.leadId())).toList();
    assertThat(stored).filteredOn(e -> e.event() instanceof LeadRegistered).hasSize(ROUNDS);
    assertThat(stored)
        .filteredOn(e -> e.event() instanceof InteractionRecorded)
        .hasSize(ROUNDS * WRITERS);
  }
}
