package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.events.channel.WorkflowFact.StepKind;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadEvent.ControlTaken;
import dev.leadline.events.lead.LeadEvent.LeadAbsorbed;
import dev.leadline.events.lead.LeadEvent.LeadBlocked;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.LeadEvent.LeadMergedInto;
import dev.leadline.events.lead.LeadEvent.LeadUnmerged;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadEvent.Parts;
import dev.leadline.events.lead.LeadEvent.Reason;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Leads that are one person, that are nobody any more, that are blocked or taken over. */
class MergedLeadsIT {

  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
  private static final Member SAM = new Member("sam.reed", "Sam Reed");

  private final RunningGateway gateway = RunningGateway.shared();

  @AfterEach
  void clear() {
    gateway.clear();
    gateway.subset.assertClean();
  }

  private JsonNode json(String path) {
    HttpResponse<String> answer = gateway.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.MAPPER.readTree(answer.body());
  }

  static Journey absorb(Journey survivor, Journey other) {
    LeadState state = other.state();
    List<Absorbed> parts = Absorbed.partsOf(state, survivor.state().leadId(), false, START);
    other.becomes(new LeadMergedInto(survivor.state().leadId(), null, START));
    List<Absorbed> bare = parts.stream().map(Absorbed::withoutPersonal).toList();
    return survivor.becomes(new LeadAbsorbed(state.leadId(), bare, null, START, new Parts(parts)));
  }

  private static List<String> texts(JsonNode items, String field) {
    return items.valueStream().map(item -> item.path(field).asString("")).toList();
  }

  @Test
  void an_absorbed_lead_answers_as_its_survivor_and_says_where_it_moved() {
    Journey visitor = Journey.of("visitor", START).writes("Hello");
    Journey known = Journey.of("known", START.plusSeconds(60)).givesEmail("ana@acme.example");
    gateway.holds(absorb(known, visitor), visitor);

    JsonNode moved = json("/v1/leads/visitor");
    assertThat(moved.path("leadId").stringValue()).isEqualTo("known");
    assertThat(moved.path("movedTo").stringValue()).isEqualTo("known");
    assertThat(moved.path("messageCount").intValue()).isEqualTo(1);
    assertThat(texts(moved.path("absorbedLeadIds"), "")).hasSize(1);
    assertThat(json("/v1/leads/known").path("movedTo").isNull()).isTrue();
    assertThat(texts(json("/v1/leads").path("items"), "leadId")).containsExactly("known");
    assertThat(json("/v1/leads").path("total").intValue()).isEqualTo(1);
  }

  @Test
  void who_looks_at_a_part_is_in_the_audit_log_of_the_whole() {
    Journey visitor = Journey.of("part-of-watched", START).writes("Hello");
    Journey known = Journey.of("watched", START).givesEmail("ana@acme.example");
    gateway.holds(absorb(known, visitor), visitor);
    json("/v1/leads/part-of-watched/timeline");
    await("it is written down")
        .untilAsserted(
            () ->
                assertThat(json("/v1/audit?leadId=watched").path("items"))
                    .hasSize(1)
                    .allSatisfy(
                        entry ->
                            assertThat(entry.path("leads"))
                                .hasToString("[\"part-of-watched\",\"watched\"]")));
  }

  @Test
  void a_merged_lead_is_found_by_the_keys_of_all_its_parts() {
    Journey visitor = Journey.of("visitor", START).isTied(IdentityKey.Kind.ANONYMOUS_ID, "anon-1");
    Journey known = Journey.of("known", START).givesEmail("ana@acme.example");
    gateway.holds(absorb(known, visitor), visitor);
    assertThat(texts(json("/v1/leads?anonymousId=anon-1").path("items"), "leadId"))
        .containsExactly("known");
  }

  @Test
  void a_chain_of_merges_leads_to_its_end_and_the_pages_go_there() {
    Journey first = Journey.of("first", START).writes("Hello");
    Journey second = absorb(Journey.of("second", START).writes("Hi"), first);
    Journey third = absorb(Journey.of("third", START).writes("Hey"), second);
    gateway.holds(first, second, third);
    assertThat(json("/v1/leads/first").path("movedTo").stringValue()).isEqualTo("third");
    HttpResponse<String> page = gateway.get("/leads/first/details", "Accept", "text/html");
    assertThat(page.statusCode()).isEqualTo(302);
    assertThat(page.headers().firstValue("Location").orElse("")).endsWith("/leads/third/details");
  }

  @Test
  void a_lead_whose_survivor_is_not_there_yet_stands_for_itself() {
    Journey visitor = Journey.of("visitor", START).writes("Hello");
    gateway.holds(visitor.becomes(new LeadMergedInto("known", null, START)));
    assertThat(json("/v1/leads/visitor").path("movedTo").isNull()).isTrue();
  }

  @Test
  void the_timeline_of_a_merged_lead_is_walked_both_ways_over_all_its_parts_exactly() {
    long seed = Long.getLong("seed", new Random().nextLong());
    var random = new Random(seed);
    Journey one = Journey.of("one", START);
    Journey two = Journey.of("two", START);
    Journey three = Journey.of("three", START);
    List<Journey> parts = List.of(one, two, three);
    for (int i = 0; i < 60; i++) {
      // Several at the same instant, and at the same place of their streams.
      Journey part = parts.get(random.nextInt(3));
      part.after(Duration.ofSeconds(random.nextInt(3) - 1)).writes("message");
    }
    gateway.holds(absorb(absorb(two, one), three), one, three);

    List<String> expected =
        parts.stream()
            .flatMap(part -> part.entries().stream())
            .map(entry -> entry.entryId())
            .sorted(Comparator.comparing(id -> id.substring(id.indexOf('|')) + id))
            .toList();
    for (String lead : List.of("two", "one")) {
      for (int limit : IntStream.of(1, 7, 200).toArray()) {
        var back = new ArrayList<String>();
        JsonNode page = json("/v1/leads/" + lead + "/timeline?limit=" + limit);
        back.addAll(0, texts(page.path("items"), "entryId"));
        while (!page.path("nextCursor").isNull()) {
          page = turned(lead, limit, page.path("nextCursor"));
          back.addAll(0, texts(page.path("items"), "entryId"));
        }
        assertThat(back).as("seed %d, limit %d", seed, limit).isEqualTo(expected);
        var forth = new ArrayList<>(texts(page.path("items"), "entryId"));
        while (!page.path("previousCursor").isNull()) {
          page = turned(lead, limit, page.path("previousCursor"));
          forth.addAll(texts(page.path("items"), "entryId"));
        }
        assertThat(forth).as("seed %d, limit %d", seed, limit).isEqualTo(expected);
      }
    }
  }

  private JsonNode turned(String lead, int limit, JsonNode cursor) {
    return json(
        "/v1/leads/%s/timeline?limit=%d&cursor=%s".formatted(lead, limit, cursor.stringValue()));
  }

  @Test
  void after_an_unmerge_each_timeline_is_its_own_again() {
    Journey visitor = Journey.of("visitor", START).writes("I am a visitor");
    Journey known = Journey.of("known", START).writes("I am known");
    absorb(known, visitor).becomes(new LeadUnmerged("visitor", SAM, START));
    gateway.holds(known);
    JsonNode cursor = json("/v1/leads/known/timeline");
    assertThat(texts(cursor.path("items"), "text")).containsExactly("I am known");
  }

  @Test
  void an_erased_lead_is_gone_and_so_are_its_parts() {
    Journey visitor = Journey.of("visitor", START).writes("Hello");
    Journey known = absorb(Journey.of("known", START).givesEmail("ana@acme.example"), visitor);
    known.becomes(new LeadErased(START, "GDPR 17", List.of("visitor")));
    gateway.holds(known, visitor);
    for (String path :
        new String[] {
          "/v1/leads/known",
          "/v1/leads/known/timeline",
          "/v1/leads/known/next-steps",
          "/v1/leads/visitor"
        }) {
      HttpResponse<String> answer = gateway.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(410);
      JsonNode problem = Json.MAPPER.readTree(answer.body());
      assertThat(problem.path("type").stringValue()).isEqualTo("/problems/erased");
    }
    assertThat(json("/v1/leads").path("total").intValue()).isZero();
    assertThat(json("/v1/leads?email=ana@acme.example").path("items")).isEmpty();
    assertThat(gateway.get("/leads/known", "Accept", "text/html").statusCode()).isEqualTo(410);
  }

  @Test
  void next_steps_are_those_to_come_and_those_that_were() {
    gateway.holds(
        Journey.of("lead", START)
            .isScheduled("a", StepKind.EMAIL, null, Instant.parse("2126-11-22T09:00:00Z"))
            .isScheduled("b", StepKind.TEXT, "Say thanks", START)
            .isReached("b"));
    assertThat(json("/v1/leads/lead/next-steps"))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"upcoming": [{"label": "Send Email", "channel": "EMAIL",
                   "dueAt": "2126-11-22T09:00:00Z", "hold": null}],
                 "past": [{"label": "Say thanks", "kind": "TEXT", "at": "2026-11-20T09:00:02Z",
                   "result": "EXECUTED", "reason": "sent"}]}\
                """));
    assertThat(gateway.get("/v1/leads/nobody/next-steps").statusCode()).isEqualTo(404);
  }

  @Test
  void a_lead_that_a_member_took_over_shows_who_and_that_its_steps_wait() {
    gateway.holds(
        Journey.of("lead", START)
            .isScheduled("a", StepKind.EMAIL, null, Instant.parse("2126-11-22T09:00:00Z"))
            .becomes(new ControlTaken(SAM, null, 1, false, new Moment(START, "/dashboard", "1"))));
    assertThat(json("/v1/leads/lead/next-steps").path("upcoming").get(0).path("hold").stringValue())
        .isEqualTo("MANUAL");
    for (String path : List.of("/leads", "/leads/lead"))
      assertThat(page(path)).contains("Sam Reed has taken over", "Paused: a team member");
  }

  @Test
  void a_blocked_lead_shows_why_and_by_whom_and_what_it_wrote_greyed() {
    gateway.holds(
        Journey.of("lead", START)
            .becomes(
                new LeadBlocked(
                    Block.Origin.MANUAL, SAM, null, null, START, new Reason("Spam", null)))
            .under(Decision.HIDDEN)
            .writes("Buy this"));
    assertThat(page("/leads")).contains("Blocked: Spam", "By Sam Reed");
    assertThat(page("/leads/lead")).contains("Blocked: Spam", "greyed", "Blocked at the time");
    JsonNode row = json("/v1/leads/lead");
    assertThat(row.path("blocked").booleanValue()).isTrue();
    assertThat(row.path("blockedReason").stringValue()).isEqualTo("Spam");
    assertThat(row.path("blockedBy").stringValue()).isEqualTo("Sam Reed");
    JsonNode entry = json("/v1/leads/lead/timeline").path("items").get(0);
    assertThat(entry.path("hidden").booleanValue()).isTrue();
    assertThat(entry.path("suppressed").booleanValue()).isFalse();
  }

  @Test
  void an_answer_that_was_not_sent_says_so() {
    gateway.holds(Journey.of("lead", START).under(Decision.SUPPRESSED).hears("Let me help"));
    assertThat(page("/leads/lead")).contains("Let me help", "Not sent: a team member");
    assertThat(
            Stream.of(json("/v1/leads/lead/timeline").path("items").get(0))
                .map(entry -> entry.path("suppressed").booleanValue()))
        .containsExactly(true);
  }

  private String page(String path) {
    HttpResponse<String> answer = gateway.get(path, "Accept", "text/html");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }
}
