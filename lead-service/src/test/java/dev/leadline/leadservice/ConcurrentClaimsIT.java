package dev.leadline.leadservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.handling.Outcome;
import dev.leadline.leadservice.handling.ReadChannelEvents;
import dev.leadline.leadservice.handling.RecordChannelEvents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
