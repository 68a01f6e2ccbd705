package dev.leadline.allinone.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.leadline.allinone.simulation.Traffic.Mix;
import dev.leadline.events.Json;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.CloudEvent;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TrafficTest {

  private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
  private static final int MANY = 40_000;
  private static final List<Publication> PUBLISHED = publish(7, MANY);
  private static final List<Publication> EVERYWHERE = publish(7, MANY, Mix.ALL);

  private static List<Publication> publish(long seed, int count) {
    return publish(seed, count, Mix.WEBSITE);
  }

  private static List<Publication> publish(long seed, int count, Mix mix) {
    var traffic = Traffic.of(seed, 100_000, 60, mix);
    return IntStream.range(0, count)
        .mapToObj(i -> START.plusMillis(i * 100L))
        .map(at -> traffic.next(at, at))
        .toList();
  }

  private static byte[] bytes(Publication publication) {
    return Json.MAPPER.writeValueAsBytes(publication.event().data());
  }

  private static JsonNode body(Publication publication) {
    return Json.MAPPER.readTree(bytes(publication));
  }

  private static String shown(Publication publication) {
    return publication.key() + publication.event().headers() + body(publication);
  }

  @Test
  void the_same_seed_tells_the_same_story() {
    var once = publish(42, 2_000).stream().map(TrafficTest::shown).toList();
    var again = publish(42, 2_000).stream().map(TrafficTest::shown).toList();
    var another = publish(43, 2_000).stream().map(TrafficTest::shown).toList();

    assertThat(again).isEqualTo(once);
    assertThat(another).doesNotContainAnyElementsOf(once);
  }

  @Test
  void the_same_seed_tells_the_same_story_over_all_channels() {
    var once = publish(42, 2_000, Mix.ALL).stream().map(TrafficTest::shown).toList();
    var again = publish(42, 2_000, Mix.ALL).stream().map(TrafficTest::shown).toList();
    assertThat(again).isEqualTo(once);
  }

  @Test
  void over_all_channels_every_type_comes_but_what_people_ask_and_the_platform_itself_tells() {
    var expected = new TreeSet<>(WireName.catalogue(ChannelFact.class).keySet());
    expected.removeIf(
        name ->
            name.startsWith("privacy.")
                || name.startsWith("summary.")
                || name.equals("phone.validated"));
    assertThat(EVERYWHERE.stream().map(TrafficTest::name).distinct())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String name(Publication publication) {
    return publication.event().type().replaceFirst("^leadline\\.", "").replaceFirst("\\.v1$", "");
  }

  @Test
  void every_event_can_be_read_and_has_what_its_type_cannot_do_without() {
    var catalogue = WireName.catalogue(ChannelFact.class);
    for (Publication publication : EVERYWHERE) {
      var reading = CloudEvent.read(publication.event().headers(), bytes(publication));
      assertThat(reading).isInstanceOf(CloudEvent.Understood.class);
      CloudEvent event = ((CloudEvent.Understood) reading).event();
      var identity = event.data().path("identity");
      assertThat(identity.has("anonymousId") || identity.has("email")).isTrue();
      String name = name(publication);
      Class<? extends ChannelFact> type = catalogue.get(name);
      assertThat(type).as(name).isNotNull();
      ChannelFact fact = Json.of(event.data().path("payload")).as(type);
      for (RecordComponent component : type.getRecordComponents())
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class))
          assertThat(valueOf(component, fact)).as(name + "." + component.getName()).isNotNull();
    }
  }

  private static Object valueOf(RecordComponent component, ChannelFact fact) {
    try {
      return component.getAccessor().invoke(fact);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void the_types_of_a_website_its_chat_its_forms_and_its_workflows_come_in_believable_shares() {
    Map<String, Long> counts =
        PUBLISHED.stream()
            .collect(Collectors.groupingBy(it -> it.event().type(), Collectors.counting()));

    assertThat(counts.keySet())
        .containsExactlyInAnyOrder(
            "leadline.web.page-viewed.v1",
            "leadline.chat.conversation-started.v1",
            "leadline.chat.message-received.v1",
            "leadline.chat.message-sent.v1",
            "leadline.chat.email-captured.v1",
            "leadline.form.submitted.v1",
            "leadline.calendar.shown.v1",
            "leadline.calendar.meeting-booked.v1",
            "leadline.workflow.step-scheduled.v1",
            "leadline.workflow.step-executed.v1");
    assertThat(share(counts, "web.page-viewed")).isBetween(15.0, 45.0);
    assertThat(share(counts, "chat.message-received")).isBetween(12.0, 40.0);
    assertThat(counts.get("leadline.chat.message-sent.v1"))
        .isGreaterThanOrEqualTo(counts.get("leadline.chat.message-received.v1") * 8 / 10);
    assertThat(share(counts, "calendar.meeting-booked"))
        .isBetween(0.5, share(counts, "calendar.shown"));
    assertThat(counts.values()).allMatch(count -> count > MANY / 200);
  }

  private static double share(Map<String, Long> counts, String name) {
    return counts.getOrDefault("leadline." + name + ".v1", 0L) * 100.0 / MANY;
  }

  @Test
  void some_records_come_twice_and_all_others_have_an_id_of_their_own() {
    var firsts = new HashMap<String, Publication>();
    var repeated = new ArrayList<Publication>();
    for (Publication publication : PUBLISHED) {
      Publication first = firsts.putIfAbsent(publication.event().id(), publication);
      if (first != null) repeated.add(publication);
      assertThat(publication.repeated()).isEqualTo(first != null);
      if (first != null) assertThat(shown(publication)).isEqualTo(shown(first));
    }
    assertThat(repeated.size() * 100.0 / MANY).isCloseTo(3, within(0.6));
  }

  @Test
  void some_events_come_after_their_successors_and_few_come_hours_late() {
    int hoursLate = 0;
    int overtaken = 0;
    var latest = new HashMap<String, Instant>();
    for (Publication publication : PUBLISHED) {
      if (publication.repeated()) continue;
      CloudEvent event = publication.event();
      var sentAt = event.sentAt();
      assertThat(sentAt).isNotNull();
      if (Duration.between(event.time(), sentAt).toHours() >= 1) {
        hoursLate++;
        continue;
      }
      Instant before = latest.put(publication.key(), event.time());
      if (before != null && before.isAfter(event.time())) overtaken++;
    }
    assertThat(hoursLate).isBetween(MANY / 1_000, MANY / 250);
    assertThat(overtaken).isBetween(MANY / 2_000, MANY / 50);
  }

  @Test
  void keys_hold_no_personal_data() {
    assertThat(PUBLISHED)
        .allMatch(
            it -> it.key().matches("default\\|(anon:[0-9a-f]{16}|email:[0-9a-f]{64})"),
            "tenant, kind, and an id or a hash");
  }

  @Test
  void people_have_addresses_of_their_own_that_reach_nobody() {
    var people = People.of(7);
    var emails = new HashSet<String>();
    for (int number = 0; number < 100_000; number++) {
      String email = people.person(number).email();
      assertThat(email).matches("[a-z0-9]+\\.[a-z0-9.]+@[a-z0-9]+\\.example");
      assertThat(emails.add(email)).as(email).isTrue();
    }
  }

  @Test
  void no_more_leads_come_than_were_asked_for() {
    var traffic = Traffic.of(3, 25, 10, Mix.ALL);
    var visitors = new HashSet<String>();
    for (int i = 0; i < 5_000; i++) {
      var body = body(traffic.next(START, START));
      visitors.add(body.path("identity").path("anonymousId").stringValue());
    }
    assertThat(visitors).hasSize(25);
  }

  @Test
  void chats_are_in_varied_plain_language() {
    var said =
        PUBLISHED.stream()
            .filter(it -> it.event().type().equals("leadline.chat.message-received.v1"))
            .map(it -> body(it).path("payload").path("text").stringValue())
            .filter(text -> !text.contains("@"))
            .collect(Collectors.toSet());
    assertThat(said).hasSizeGreaterThan(150).anyMatch(text -> text.contains("single sign-on"));
  }
}
