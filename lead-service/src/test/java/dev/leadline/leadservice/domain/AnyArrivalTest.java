package dev.leadline.leadservice.domain;

import static dev.leadline.leadservice.domain.LeadScenario.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.catalogue.Catalogue;
import dev.leadline.events.Json;
import dev.leadline.events.Seeds;
import dev.leadline.events.Value;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.channel.Identity.Asserted;
import dev.leadline.events.channel.TextFact;
import dev.leadline.events.channel.VoiceFact;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.LeadDetail;
import dev.leadline.events.view.LeadRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;

/**
 * What a lead decides about the events of channels comes to the same in whatever order they arrive
 * and however often (domain 5.2).
 */
class AnyArrivalTest {

  /** Decided as they arrive, by what is known then: the limit that domain 5.2 names. */
  private static final Set<String> DECIDED_AT_ARRIVAL =
      Set.of("control", "moderation", "block", "unblock", "privacy");

  /** What these make of others (domain 5.13), they make of later ones. */
  private static final Set<String> SEEN_AT_ARRIVAL =
      Set.of("email.link-clicked", "crm.record-pushed");

  private static final List<String> NAMES =
      Catalogue.channelFacts().stream()
          .map(fact -> WireName.of(fact).name())
          .filter(name -> !DECIDED_AT_ARRIVAL.contains(name.substring(0, name.indexOf('.'))))
          .filter(name -> !SEEN_AT_ARRIVAL.contains(name))
          .toList();

  private static final List<ChannelFact> SAMPLES =
      NAMES.stream().map(CatalogueTest::sample).toList();

  /** An event, and what its address tells. */
  private record Arriving(ChannelEvent event, @Nullable String country, boolean byProgram) {}

  /** Each round is a thousand histories. */
  @RepeatedTest(10)
  void any_order_of_channel_events_and_any_number_of_deliveries_give_the_same_lead() {
    Seeds.each(
        random -> {
          List<Arriving> events = history(random);
          var shuffled = new ArrayList<>(events);
          for (Arriving event : events) if (random.nextBoolean()) shuffled.add(event);
          Collections.shuffle(shuffled, random);
          LeadState inOrder = after(events);
          LeadState anyOrder = after(shuffled);
          assertThat(LeadRow.of(anyOrder, NOON)).isEqualTo(LeadRow.of(inOrder, NOON));
          assertThat(LeadDetail.of(anyOrder, anyOrder.leadId(), NOON))
              .isEqualTo(LeadDetail.of(inOrder, inOrder.leadId(), NOON));
        });
  }

  private static LeadState after(List<Arriving> arrivals) {
    LeadState lead = LeadState.unknown("0193-ab12");
    var known = new HashSet<String>();
    for (Arriving arriving : arrivals)
      if (known.add(arriving.event().id()))
        for (LeadEvent decided : decided(lead, arriving)) lead = lead.evolve(decided);
    return lead;
  }

  private static List<LeadEvent> decided(LeadState lead, Arriving arriving) {
    Ruling ruling =
        Lead.decide(
            lead,
            new LeadCommand.RecordInteraction(
                arriving.event(),
                Identities.keys(arriving.event(), Phones.PLAIN, null),
                null,
                arriving.country(),
                Where.NOWHERE,
                null,
                arriving.byProgram(),
                Policy.DEFAULT));
    return ((Ruling.Accepted) ruling).events();
  }

  /** Up to twenty events, of which none is a repetition by what its channel tells it apart by. */
  private static List<Arriving> history(Random random) {
    var events = new ArrayList<Arriving>();
    var naturalKeys = new HashSet<String>();
    int size = 1 + random.nextInt(20);
    for (int number = 0; number < size; number++) {
      ChannelFact fact = fact(random, number);
      String key = NaturalKeys.of(fact, null);
      if (key == null || naturalKeys.add(key)) events.add(arriving(random, fact, "e-" + number));
    }
    return events;
  }

  private static ChannelFact fact(Random random, int number) {
    return switch (random.nextInt(8)) {
      case 0 -> new ChatFact.MessageReceived("m-" + number, "Words", null, null, null, null);
      case 1 -> new TextFact.MessageReceived("t-" + number, "Words", null, null);
      case 2 -> new VoiceFact.CallEnded("c-" + number, 60L, random.nextInt(4), null, null);
      case 3 ->
          new ChatFact.FieldCaptured(
              oneOf(random, "first_name", "company_name", "budget"),
              Value.text("value-" + random.nextInt(3)),
              null);
      default -> SAMPLES.get(random.nextInt(SAMPLES.size()));
    };
  }

  /** Of few times, so that events fall together; some of them late, some of a wrong clock. */
  private static Arriving arriving(Random random, ChannelFact fact, String id) {
    Instant at = NOON.minusSeconds(60L * random.nextInt(10));
    Instant receivedAt = NOON.plusSeconds(random.nextInt(5) == 0 ? 7200 : 1);
    var event =
        new ChannelEvent(
            "default",
            oneOf(random, "/channels/chat", "/channels/mail"),
            id,
            WireName.of(fact.getClass()).cloudEventType(),
            random.nextInt(20) == 0 ? NOON.plusSeconds(86_400) : at,
            random.nextInt(4) == 0 ? at.plusSeconds(30) : null,
            receivedAt,
            who(random),
            null,
            null,
            null,
            null,
            fact,
            Json.of(Json.MAPPER.valueToTree(fact)));
    return new Arriving(
        event, random.nextBoolean() ? oneOf(random, "PT", "JP") : null, random.nextInt(10) == 0);
  }

  private static Identity who(Random random) {
    return new Identity(
        null,
        "a-" + random.nextInt(2),
        random.nextInt(3) == 0 ? "ana" + random.nextInt(2) + "@acme.example" : null,
        random.nextInt(6) == 0 ? "+35191234567" + random.nextInt(2) : null,
        null,
        random.nextBoolean() ? Asserted.values()[random.nextInt(Asserted.values().length)] : null);
  }

  private static String oneOf(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }
}
