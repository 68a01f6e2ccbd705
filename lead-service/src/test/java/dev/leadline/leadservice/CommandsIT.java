package dev.leadline.leadservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.eventstore.EventMetadata;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.handling.LeadAggregate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What team members do to leads, at the edge: every answer with its status and its type. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsIT {

  private static final String SAM = "\"memberId\":\"sam\",\"memberName\":\"Sam Reed\"";
  private static final String KIM = "\"memberId\":\"kim\",\"memberName\":\"Kim Park\"";

  private final HttpClient client = HttpClient.newHttpClient();
  private RunningService service;

  @BeforeAll
  void start(@TempDir Path folder) {
    service = new RunningService(folder);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  /** The id of a lead that has written once. */
  private String aLead() {
    String visitor = UUID.randomUUID().toString();
    service.produce(
        RunningService.headers("leadline.chat.message-received.v1", visitor),
        RunningService.message(visitor, "m-1"));
    service.flush();
    return await("the lead is there")
        .atMost(Duration.ofSeconds(20))
        .until(() -> leadOf(visitor), id -> !id.isEmpty());
  }

  private String leadOf(String visitor) {
    return service.stored().stream()
        .filter(
            stored ->
                stored.event() instanceof InteractionRecorded recorded
                    && recorded.personal().identities().stream()
                        .anyMatch(key -> key.value().equals(visitor)))
        .map(StoredEvent::leadId)
        .findFirst()
        .orElse("");
  }

  private List<LeadEvent> eventsOf(String lead) {
    return service.stored().stream()
        .filter(stored -> stored.leadId().equals(lead))
        .map(StoredEvent::event)
        .toList();
  }

  private record Answer(int status, JsonNode body) {
    String type() {
      return body.path("type").asString();
    }
  }

  private Answer post(String lead, String action, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(service.address() + "/v1/leads/" + lead + "/" + action))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) request.headers(headers);
    return answer(request.build());
  }

  private Answer get(String path) {
    return answer(HttpRequest.newBuilder(URI.create(service.address() + path)).build());
  }

  private Answer answer(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), Json.MAPPER.readTree(answer.body()));
    } catch (IOException broken) {
      throw new AssertionError(broken);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  private void refused(Answer answer, int status, String type) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    assertThat(answer.type()).isEqualTo("/problems/" + type);
    assertThat(answer.body().path("detail").asString()).endsWith(".");
  }

  private static String with(String member, String... more) {
    var fields = new ArrayList<>(List.of(member));
    fields.addAll(List.of(more));
    return "{" + String.join(",", fields) + "}";
  }

  @Test
  void a_takeover_answers_with_the_new_version_and_who_holds_the_lead() {
    String lead = aLead();
    Answer taken = post(lead, "takeover", with(SAM, "\"expectedControlVersion\":0"));
    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.body().path("version").asLong()).isEqualTo(3);
    assertThat(taken.body().path("control"))
        .isEqualTo(
            Json.MAPPER.readTree(
                "{'mode':'MANUAL','by':'sam','name':'Sam Reed','version':1}".replace('\'', '"')));
    assertThat(get("/v1/leads/" + lead + "/control").body().path("control"))
        .isEqualTo(taken.body().path("control"));
    assertThat(post(lead, "return", with(KIM)).body().path("control").path("mode").asString())
        .isEqualTo("AUTOMATED");
  }

  @Test
  void channels_hear_on_a_topic_who_may_speak_and_the_newest_record_holds() {
    String lead = aLead();
    post(lead, "takeover", with(SAM));
    post(lead, "block", with(SAM, "\"reason\":\"spam\""));
    post(lead, "unblock", with(SAM));
    post(lead, "return", with(SAM));
    await("the newest state is told")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(newestControlState(lead))
                    .isEqualTo(get("/v1/leads/" + lead + "/control").body()));
    assertThat(newestControlState(lead).path("control").path("version").asInt()).isEqualTo(2);
  }

  private JsonNode newestControlState(String lead) {
    JsonNode newest = Json.MAPPER.createObjectNode();
    for (var told : service.records(Topics.CONTROL_STATE, 1))
      if (new String(told.key(), StandardCharsets.UTF_8).equals(lead))
        newest = Json.MAPPER.readTree(told.value());
    return newest;
  }

  @Test
  void a_takeover_of_what_somebody_holds_names_them_and_taking_it_from_them_is_allowed() {
    String lead = aLead();
    post(lead, "takeover", with(SAM));
    Answer no = post(lead, "takeover", with(KIM, "\"expectedControlVersion\":0"));
    refused(no, 409, "already-taken-over");
    assertThat(no.body().path("owner").path("memberName").asString()).isEqualTo("Sam Reed");
    assertThat(no.body().path("controlVersion").asLong()).isEqualTo(1);
    assertThat(post(lead, "takeover", with(KIM, "\"from\":\"sam\"")).status()).isEqualTo(200);
  }

  @Test
  void after_a_return_agents_hear_what_the_member_said_and_that_control_is_back() {
    String lead = aLead();
    assertThat(post(lead, "takeover", with(SAM)).status()).isEqualTo(200);
    assertThat(
            post(lead, "messages", with(SAM, "\"text\":\"I am Sam\"", "\"controlVersion\":1"))
                .status())
        .isEqualTo(200);
    assertThat(post(lead, "return", with(SAM)).status()).isEqualTo(200);
    int stored = service.stored().size();
    var told =
        service.records(Topics.LEAD_EVENTS, stored).stream()
            .filter(record -> text(record.headers().lastHeader("ce_subject").value()).equals(lead))
            .toList();
    assertThat(told.stream().map(record -> text(record.headers().lastHeader("ce_type").value())))
        .containsSubsequence(
            "leadline.lead.control-taken.v1",
            "leadline.lead.member-message-sent.v1",
            "leadline.lead.control-returned.v1");
    assertThat(told.stream().map(record -> text(record.value())))
        .anySatisfy(body -> assertThat(body).contains("I am Sam", "Sam Reed"));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void a_takeover_on_an_old_version_is_refused() {
    String lead = aLead();
    post(lead, "takeover", with(SAM));
    post(lead, "return", with(SAM));
    refused(
        post(lead, "takeover", with(KIM, "\"expectedControlVersion\":0")), 409, "control-changed");
  }

  @Test
  void a_member_writes_only_after_taking_over_and_on_the_newest_version() {
    String lead = aLead();
    String text = "\"text\":\"I am here\"";
    refused(
        post(lead, "messages", with(SAM, text, "\"controlVersion\":0")), 409, "take-over-first");
    post(lead, "takeover", with(SAM));
    refused(
        post(lead, "messages", with(SAM, text, "\"controlVersion\":0")), 409, "control-changed");
    refused(
        post(lead, "messages", with(KIM, text, "\"controlVersion\":1")), 409, "already-taken-over");
    assertThat(post(lead, "messages", with(SAM, text, "\"controlVersion\":1")).status())
        .isEqualTo(200);
    assertThat(eventsOf(lead).getLast())
        .isInstanceOfSatisfying(
            LeadEvent.MemberMessageSent.class,
            sent -> assertThat(sent.personal().text()).isEqualTo("I am here"));
  }

  @Test
  void a_blocked_lead_is_not_blocked_again_and_an_open_one_not_let_in() {
    String lead = aLead();
    String why = "\"reason\":\"spam\"";
    refused(post(lead, "unblock", with(SAM)), 409, "not-blocked");
    assertThat(post(lead, "block", with(SAM, why)).body().path("blocked").asBoolean()).isTrue();
    refused(post(lead, "block", with(SAM, why)), 409, "already-blocked");
    assertThat(post(lead, "unblock", with(SAM)).body().path("blocked").asBoolean()).isFalse();
  }

  @Test
  void a_stage_is_set_by_hand() {
    String lead = aLead();
    Answer set =
        post(lead, "stage", with(SAM, "\"stage\":\"CALL_SCHEDULED\"", "\"reason\":\"called me\""));
    assertThat(set.body().path("stage").asString()).isEqualTo("CALL_SCHEDULED");
  }

  @Test
  void a_command_with_the_same_key_is_done_once_and_another_under_it_is_refused() {
    String lead = aLead();
    String key = UUID.randomUUID().toString();
    String block = with(SAM, "\"reason\":\"spam\"");
    Answer first = post(lead, "block", block, "Idempotency-Key", key);
    Answer again = post(lead, "block", block, "Idempotency-Key", key);
    assertThat(again).isEqualTo(first);
    assertThat(post(lead, "block", " " + block + "\n", "Idempotency-Key", key)).isEqualTo(first);
    refused(
        post(lead, "block", with(KIM, "\"reason\":\"spam\""), "Idempotency-Key", key),
        409,
        "idempotency-key-reused");
    refused(post(aLead(), "block", block, "Idempotency-Key", key), 409, "idempotency-key-reused");
    assertThat(eventsOf(lead)).filteredOn(LeadEvent.LeadBlocked.class::isInstance).hasSize(1);
  }

  @Test
  void a_command_on_a_version_that_is_not_the_newest_is_refused_with_the_newest() {
    String lead = aLead();
    Answer old = post(lead, "takeover", with(SAM), "If-Match", "\"1\"");
    refused(old, 412, "version-changed");
    assertThat(old.body().path("version").asLong()).isEqualTo(2);
    assertThat(post(lead, "takeover", with(SAM), "If-Match", "\"2\"").status()).isEqualTo(200);
  }

  /** Stores an event as another instance of the service would. */
  private void elsewhere(String lead, LeadEvent event) {
    var message =
        new GenericDomainEventMessage<>(
            LeadAggregate.class.getSimpleName(),
            lead,
            eventsOf(lead).size(),
            event,
            EventMetadata.of("default").toMetaData());
    service.bean(EventStore.class).publish(message);
  }

  @Test
  void nothing_is_done_to_a_lead_that_was_erased() {
    String lead = aLead();
    elsewhere(lead, new LeadEvent.LeadErased(Instant.now(), null, List.of()));
    refused(get("/v1/leads/" + lead + "/control"), 410, "erased");
    refused(post(lead, "takeover", with(SAM)), 410, "erased");
  }

  @Test
  void what_is_asked_of_a_lead_that_is_part_of_another_is_to_be_asked_of_that_one() {
    String lead = aLead();
    elsewhere(lead, new LeadEvent.LeadMergedInto("the-other", null, Instant.now()));
    Answer moved = post(lead, "takeover", with(SAM));
    refused(moved, 409, "merged");
    assertThat(moved.body().path("movedTo").asString()).isEqualTo("the-other");
    assertThat(get("/v1/leads/" + lead + "/control").body().path("movedTo").asString())
        .isEqualTo("the-other");
  }

  @Test
  void a_lead_of_another_tenant_and_one_that_never_was_are_unknown() {
    String lead = aLead();
    refused(post(lead, "takeover", with(SAM), "Leadline-Tenant", "other"), 404, "unknown-lead");
    refused(post(UUID.randomUUID().toString(), "takeover", with(SAM)), 404, "unknown-lead");
    refused(post("nobody", "takeover", with(SAM)), 404, "unknown-lead");
    refused(get("/v1/leads/nobody/control"), 404, "unknown-lead");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{not json", "[]", "7", "null"})
  void a_body_that_is_no_json_object_is_refused(String body) {
    refused(post("nobody", "takeover", body), 400, "not-json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "takeover|{}|memberId",
        "takeover|{\"memberId\":7,\"memberName\":\"Sam\"}|memberId",
        "takeover|{\"memberId\":\"sam\"}|memberName",
        "takeover|{\"memberId\":\"s\",\"memberName\":\"S\",\"expectedControlVersion\":\"0\"}|expectedControlVersion",
        "takeover|{\"memberId\":\"s\",\"memberName\":\"S\",\"expectedControlVersion\":-1}|expectedControlVersion",
        "takeover|{\"memberId\":\"s\",\"memberName\":\"S\",\"from\":[]}|from",
        "return|{\"memberId\":\" \",\"memberName\":\"S\"}|memberId",
        "messages|{\"memberId\":\"s\",\"memberName\":\"S\",\"controlVersion\":0}|text",
        "messages|{\"memberId\":\"s\",\"memberName\":\"S\",\"text\":\"Hi\"}|controlVersion",
        "messages|{\"memberId\":\"s\",\"memberName\":\"S\",\"text\":\"Hi\",\"controlVersion\":0,\"channel\":\"VOICE\"}|channel",
        "block|{\"memberId\":\"s\",\"memberName\":\"S\"}|reason",
        "unblock|{\"memberId\":\"s\",\"memberName\":\"S\",\"reason\":1}|reason",
        "stage|{\"memberId\":\"s\",\"memberName\":\"S\",\"reason\":\"r\"}|stage",
        "stage|{\"memberId\":\"s\",\"memberName\":\"S\",\"reason\":\"r\",\"stage\":\"Booked\"}|stage"
      })
  void a_body_with_a_mistake_is_refused_and_the_field_named(
      String action, String body, String field) {
    Answer answer = post("nobody", action, body);
    refused(answer, 422, "invalid-command");
    assertThat(answer.body().path("errors").valueStream().map(e -> e.path("field").asString()))
        .contains(field);
  }

  @Test
  void a_header_that_makes_no_sense_is_refused() {
    refused(post("nobody", "return", with(SAM), "If-Match", "new"), 400, "bad-header");
    refused(
        post("nobody", "return", with(SAM), "Idempotency-Key", "k".repeat(201)), 400, "bad-header");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "takeover|{%s}",
        "return|{%s}",
        "messages|{%s,\"text\":\"Hi\",\"controlVersion\":0}",
        "block|{%s,\"reason\":\"spam\"}",
        "unblock|{%s}",
        "stage|{%s,\"reason\":\"called me\",\"stage\":\"ENGAGED\"}"
      })
  void whatever_is_asked_is_refused_for_the_same_reasons(String action, String wish) {
    String body = wish.formatted(SAM);
    refused(post("nobody", action, body), 404, "unknown-lead");
    refused(post("nobody", action, "[]"), 400, "not-json");
    refused(post("nobody", action, "{}"), 422, "invalid-command");
    refused(post("nobody", action, body, "If-Match", "new"), 400, "bad-header");
    refused(post("nobody", action, body, "Idempotency-Key", "k".repeat(201)), 400, "bad-header");
    String lead = aLead();
    refused(post(lead, action, body, "Leadline-Tenant", "other"), 404, "unknown-lead");
    Answer old = post(lead, action, body, "If-Match", "\"1\"");
    refused(old, 412, "version-changed");
    assertThat(old.body().path("version").asLong()).isEqualTo(2);
    String key = UUID.randomUUID().toString();
    String set = with(KIM, "\"stage\":\"CALL_SCHEDULED\"", "\"reason\":\"called me\"");
    assertThat(post(lead, "stage", set, "Idempotency-Key", key).status()).isEqualTo(200);
    refused(post(lead, action, body, "Idempotency-Key", key), 409, "idempotency-key-reused");
    elsewhere(lead, new LeadEvent.LeadMergedInto("the-other", null, Instant.now()));
    Answer moved = post(lead, action, body);
    refused(moved, 409, "merged");
    assertThat(moved.body().path("movedTo").asString()).isEqualTo("the-other");
    elsewhere(lead, new LeadEvent.LeadErased(Instant.now(), null, List.of()));
    refused(post(lead, action, body), 410, "erased");
  }

  @Test
  void of_many_members_who_take_over_at_once_one_does() throws Exception {
    String lead = aLead();
    var answers = new ArrayList<Future<Answer>>();
    try (var members = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Callable<Answer>>();
      for (int i = 0; i < 16; i++) {
        String member = "\"memberId\":\"m-%d\",\"memberName\":\"M %d\"".formatted(i, i);
        all.add(() -> post(lead, "takeover", with(member)));
      }
      answers.addAll(members.invokeAll(all));
    }
    var statuses = new ArrayList<Integer>();
    for (Future<Answer> answer : answers) statuses.add(answer.get().status());
    assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
    assertThat(statuses).filteredOn(status -> status == 409).hasSize(15);
    assertThat(eventsOf(lead)).filteredOn(LeadEvent.ControlTaken.class::isInstance).hasSize(1);
  }

  @Test
  void a_command_and_a_stream_of_events_of_one_lead_do_not_lose_each_other() {
    String lead = aLead();
    Instant until = Instant.now().plusSeconds(2);
    int commands = 0;
    int events = 0;
    while (Instant.now().isBefore(until)) {
      String id = lead + events++;
      service.produce(
          RunningService.headers("leadline.chat.message-received.v1", id),
          "{\"identity\":{\"leadId\":\"%s\"},\"payload\":{\"messageId\":\"%s\",\"text\":\"Hi\"}}"
              .formatted(lead, id));
      String action = commands % 2 == 0 ? "takeover" : "return";
      assertThat(post(lead, action, with(SAM)).status()).isEqualTo(200);
      commands++;
    }
    int expected = 2 + events + commands;
    await("everything is stored")
        .atMost(Duration.ofSeconds(20))
        .until(() -> eventsOf(lead).size() == expected);
    assertThat(get("/v1/leads/" + lead + "/control").body().path("control").path("version").asInt())
        .isEqualTo(commands);
  }
}
