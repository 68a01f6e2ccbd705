package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.channel.WorkflowFact.StepKind;
import dev.leadline.events.lead.IdentityKey.Kind;
import dev.leadline.events.view.CrmFields;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.TimelineEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LeadsApiIT {

  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  private final RunningGateway gateway = RunningGateway.shared();

  @AfterEach
  void clear() {
    gateway.clear();
    gateway.subset.assertClean();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.MAPPER.readTree(answer.body());
  }

  private static List<String> ids(JsonNode page) {
    return StreamSupport.stream(page.path("items").spliterator(), false)
        .map(item -> item.path("leadId").stringValue())
        .toList();
  }

  @Test
  void an_empty_list_is_a_page_of_nothing() {
    JsonNode page = json(gateway.get("/v1/leads"));
    assertThat(page.path("items")).isEmpty();
    assertThat(page.path("total").intValue()).isZero();
    assertThat(page.path("nextCursor").isNull()).isTrue();
    assertThat(page.path("timeframe"))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"from": null, "to": null, "zone": "UTC"}\
                """));
    assertThat(page.path("facets").path("stage").path("BROWSING").intValue()).isZero();
  }

  @Test
  void the_status_tells_how_far_the_list_follows_its_rows() {
    long before = json(gateway.get("/v1/ops/status")).at("/leadIndex/position").longValue();
    gateway.holds(Journey.of("lead-1", START).views("Home"), Journey.of("lead-2", START));
    long after = before + 2;
    await("both changes are taken in")
        .untilAsserted(
            () ->
                assertThat(json(gateway.get("/v1/ops/status")).path("leadIndex").toString())
                    .isEqualTo(
                        "{\"position\":%d,\"head\":%d,\"lagChanges\":0}".formatted(after, after)));
    assertThat(gateway.get("/operations/state", "Accept", "text/html").body())
        .contains("The list of leads has every change of them.");
  }

  @Test
  void a_walk_through_the_pages_sees_every_lead_once_while_rows_change() {
    gateway.holds(
        IntStream.range(0, 1000)
            .mapToObj(
                i -> Journey.of("lead-%04d".formatted(i), START.plusSeconds(i / 7)).views("Home"))
            .toArray(Journey[]::new));
    var seen = new ArrayList<String>();
    String cursor = "";
    int pages = 0;
    while (cursor != null) {
      JsonNode page = json(gateway.get("/v1/leads?limit=64" + cursor));
      assertThat(page.path("total").intValue()).isEqualTo(1000);
      seen.addAll(ids(page));
      // Leads that were seen become active again, and must not push others out of their page.
      for (String id : ids(page).subList(0, Math.min(5, ids(page).size())))
        gateway.holds(
            Journey.of(id, START.plusSeconds(10_000)).views("Pricing").writes("Hello again"));
      JsonNode next = page.path("nextCursor");
      cursor = next.isNull() ? null : "&cursor=" + next.stringValue();
      pages++;
    }
    assertThat(pages).isEqualTo(16);
    assertThat(seen).hasSize(1000);
    assertThat(new HashSet<>(seen)).hasSize(1000);
  }

  @Test
  void leads_of_the_same_instant_come_in_the_order_of_their_ids() {
    gateway.holds(
        Journey.of("b", START).views("Home"),
        Journey.of("a", START).views("Home"),
        Journey.of("c", START.plus(Duration.ofDays(1))).views("Home"));
    assertThat(ids(json(gateway.get("/v1/leads")))).containsExactly("c", "a", "b");
  }

  @Test
  void a_row_has_the_shape_that_the_contract_says() {
    gateway.holds(ana());
    JsonNode page = json(gateway.get("/v1/leads"));
    assertThat(page).isEqualTo(approved("leads.json"));
  }

  @Test
  void a_lead_has_the_shape_that_the_contract_says() {
    gateway.holds(ana());
    assertThat(json(gateway.get("/v1/leads/lead-ana"))).isEqualTo(approved("lead.json"));
  }

  @Test
  void a_timeline_has_the_shape_that_the_contract_says() {
    gateway.holds(Journey.of("lead-ana", START).views("Pricing").writes("Hello").hears("Hi"));
    assertThat(json(gateway.get("/v1/leads/lead-ana/timeline")))
        .isEqualTo(approved("timeline.json"));
  }

  private static Journey ana() {
    return Journey.of("lead-ana", START)
        .views("Pricing")
        .writes("Hello")
        .givesEmail("ana@acme.example")
        .isKnownAs("first_name", Value.text("Ana"), Provenance.SELF)
        .isKnownAs("company_name", Value.text("Acme"), Provenance.ENRICHMENT)
        .isKnownAs("competitors", new Value.Texts(List.of("Globex")), Provenance.WORKFLOW)
        .isKnownAs("sales_stage", Value.text("Evaluating"), Provenance.WORKFLOW)
        .isKnownAs("seats", new Value.Whole(40), Provenance.SELF)
        .booksMeeting(START.plus(Duration.ofDays(3)))
        .isScheduled("step-1", StepKind.EMAIL, null, Instant.parse("2126-11-22T09:00:00Z"))
        .isKnownAs(
            CrmFields.written(CrmSystem.HUBSPOT),
            CrmFields.refused("VALIDATION_ERROR"),
            Provenance.CRM);
  }

  private static JsonNode approved(String name) {
    try (var file = LeadsApiIT.class.getResourceAsStream("/approved/" + name)) {
      assertThat(file).as("approved file " + name).isNotNull();
      return Json.MAPPER.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_lead_is_found_by_any_of_its_identities() {
    gateway.holds(
        Journey.of("a", START)
            .givesEmail("ana@acme.example")
            .isTied(Kind.ANONYMOUS_ID, "anon-1")
            .isTied(Kind.PHONE, "+351910000000"),
        Journey.of("b", START).isTied(Kind.HUBSPOT_CONTACT, "4711"),
        Journey.of("c", START)
            .isTied(Kind.ANONYMOUS_ID, "anon-2")
            .isTied(Kind.PHONE, "+14155552671;ext=5"));
    assertThat(ids(json(gateway.get("/v1/leads?email=%20ANA@Acme.example")))).containsExactly("a");
    assertThat(ids(json(gateway.get("/v1/leads?anonymousId=anon-1")))).containsExactly("a");
    assertThat(ids(json(gateway.get("/v1/leads?phone=%2B351%20910%20000-000"))))
        .containsExactly("a");
    for (String number : List.of("%2B14155552671;ext=5", "+14155552671;ext=5", "14155552671;ext=5"))
      assertThat(ids(json(gateway.get("/v1/leads?phone=" + number)))).containsExactly("c");
    for (String nobody : List.of("phone=4711", "phone=nobody", "email=nobody"))
      assertThat(ids(json(gateway.get("/v1/leads?" + nobody)))).isEmpty();
    assertThat(ids(json(gateway.get("/v1/leads?externalId=4711")))).containsExactly("b");
    assertThat(ids(json(gateway.get("/v1/leads?anonymousId=anon-1&email=ana@acme.example"))))
        .containsExactly("a");
    JsonNode none = json(gateway.get("/v1/leads?anonymousId=anon-2&email=ana@acme.example"));
    assertThat(ids(none)).isEmpty();
    assertThat(none.path("total").intValue()).isZero();
  }

  @Test
  void leads_of_another_tenant_are_not_there() {
    gateway.holds(Journey.inTenant("other", "x", START).givesEmail("ana@acme.example"));
    assertThat(json(gateway.get("/v1/leads")).path("total").intValue()).isZero();
    assertThat(ids(json(gateway.get("/v1/leads?email=ana@acme.example")))).isEmpty();
    assertThat(gateway.get("/v1/leads/x").statusCode()).isEqualTo(404);
    assertThat(gateway.get("/v1/leads/x/timeline").statusCode()).isEqualTo(404);
  }

  @Test
  void a_timeline_is_walked_from_its_newest_page_to_its_oldest_and_back() {
    Journey journey = Journey.of("lead-1", START);
    for (int i = 0; i < 25; i++) journey.writes("message " + i);
    gateway.holds(journey, Journey.of("lead-10", START).writes("somebody else"));

    var pages = new ArrayList<JsonNode>();
    pages.add(json(gateway.get("/v1/leads/lead-1/timeline?limit=10")));
    while (!pages.getLast().path("nextCursor").isNull())
      pages.add(turned(pages.getLast().path("nextCursor")));
    assertThat(pages)
        .extracting(LeadsApiIT::texts)
        .containsExactly(messages(15, 25), messages(5, 15), messages(0, 5));
    assertThat(pages.getFirst().path("previousCursor").isNull()).isTrue();

    // Meanwhile the lead goes on; the way back leads to what is new.
    gateway.holds(journey.writes("message 25"));
    var back = new ArrayList<JsonNode>();
    back.add(turned(pages.getLast().path("previousCursor")));
    while (!back.getLast().path("previousCursor").isNull())
      back.add(turned(back.getLast().path("previousCursor")));
    assertThat(back)
        .extracting(LeadsApiIT::texts)
        .containsExactly(messages(5, 15), messages(15, 25), messages(25, 26));
    assertThat(texts(turned(back.getLast().path("nextCursor")))).isEqualTo(messages(15, 25));
  }

  /** Domain 5.12: a bot, or a mail thread of years. */
  @Test
  void a_hundred_thousand_entries_are_walked_both_ways_while_new_ones_arrive() {
    int many = 100_000;
    gateway.holds(Journey.of("hot", START).writes("the first"));
    gateway.hasEntries(
        "default", IntStream.range(1, many).mapToObj(LeadsApiIT::entryOfHot).toList());

    var seen = new ArrayList<String>(many);
    JsonNode page = json(gateway.get("/v1/leads/hot/timeline?limit=200"));
    JsonNode oldest = page;
    int pages = 0;
    while (true) {
      List<String> ids = entryIds(page);
      for (String id : ids.reversed()) seen.add(id);
      oldest = page;
      if (++pages == 100) gateway.hasEntries("default", List.of(entryOfHot(many)));
      if (page.path("nextCursor").isNull()) break;
      page = hot(page.path("nextCursor"));
    }
    assertThat(pages).isEqualTo(many / 200);
    assertThat(seen).as("each once").hasSize(many).doesNotHaveDuplicates();
    assertThat(seen).as("newest first").isSortedAccordingTo(Comparator.reverseOrder());

    int back = entryIds(oldest).size();
    String last = entryIds(oldest).getLast();
    page = oldest;
    while (!page.path("previousCursor").isNull()) {
      page = hot(page.path("previousCursor"));
      assertThat(entryIds(page).getFirst()).isGreaterThan(last);
      last = entryIds(page).getLast();
      back += entryIds(page).size();
    }
    assertThat(back).as("with the one that arrived meanwhile").isEqualTo(many + 1);
    assertThat(last).isEqualTo(entryOfHot(many).entryId());
  }

  private static TimelineEntry entryOfHot(int number) {
    Instant at = START.plusSeconds(number / 3);
    return new TimelineEntry(
        ReadModels.entryId("hot", at, 1 + number, 0),
        at,
        TimelineEntry.Kind.PAGE_VIEW,
        "leadline.web.page-viewed.v1",
        Channel.WEB,
        new TimelineEntry.Who(Actor.Kind.LEAD, null),
        "Page",
        null,
        false,
        false,
        false,
        null,
        null);
  }

  private JsonNode hot(JsonNode cursor) {
    return json(gateway.get("/v1/leads/hot/timeline?limit=200&cursor=" + cursor.stringValue()));
  }

  private static List<String> entryIds(JsonNode page) {
    return page.path("items")
        .valueStream()
        .map(item -> item.path("entryId").stringValue())
        .toList();
  }

  private JsonNode turned(JsonNode cursor) {
    return json(gateway.get("/v1/leads/lead-1/timeline?limit=10&cursor=" + cursor.stringValue()));
  }

  private static List<String> texts(JsonNode page) {
    return StreamSupport.stream(page.path("items").spliterator(), false)
        .map(item -> item.path("text").stringValue())
        .toList();
  }

  private static List<String> messages(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "message " + i).toList();
  }

  @Test
  void a_timeline_is_narrowed_by_channel_and_kind() {
    gateway.holds(
        Journey.of("lead-1", START)
            .views("Home")
            .writes("Hello")
            .givesEmail("ana@acme.example")
            .booksMeeting(START));
    assertThat(json(gateway.get("/v1/leads/lead-1/timeline?channel=CHAT")).path("items"))
        .hasSize(2);
    assertThat(
            json(gateway.get("/v1/leads/lead-1/timeline?channel=CHAT&kind=MESSAGE")).path("items"))
        .hasSize(1);
    assertThat(
            json(gateway.get("/v1/leads/lead-1/timeline?channel=WEB&channel=CALENDAR"))
                .path("items"))
        .hasSize(2);
  }
}
