package dev.leadline.leadservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Topics;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.Origin;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.Edge.Answer;
import dev.leadline.leadservice.domain.Meters;
import dev.leadline.leadservice.handling.IngestCounters;
import dev.leadline.leadservice.handling.IngestCounters.Kind;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

/** What operators can see and do, with a real broker and a real store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsIT {

  private static final String MESSAGE = "leadline.chat.message-received.v1";
  private static final String ROOT = "/v1/ops/dead-letters";
  private static final String[] MANAGER = {
    "Leadline-Roles", "OPS,MANAGER", "Leadline-Member", "%C5%82ukasz"
  };
  private static final int LETTERS = 25;
  private static final Duration SOON = Duration.ofSeconds(20);

  private RunningService service;
  private Edge edge;

  @BeforeAll
  void start(@TempDir Path folder) {
    service = new RunningService(folder, null, "--LEADLINE_DEAD_LETTERS_COUNTED_EVERY=PT0.2S");
    edge = new Edge(service);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void nothing_waits() {
    for (String tenant : List.of("default", "other"))
      for (JsonNode letter : items(list("?limit=200", "Leadline-Tenant", tenant)))
        edge.post(
            ROOT + "/" + id(letter) + "/discard",
            "{\"reason\":\"the next test begins\"}",
            "Leadline-Tenant",
            tenant);
  }

  private Answer list(String query, String... headers) {
    return get(ROOT + query, headers);
  }

  private Answer get(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(service.address() + path));
    if (headers.length > 0) request.headers(headers);
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(), dev.leadline.events.Json.MAPPER.readTree(answer.body()));
    } catch (java.io.IOException | InterruptedException broken) {
      throw new AssertionError(broken);
    }
  }

  private static List<JsonNode> items(Answer answer) {
    return StreamSupport.stream(answer.done().body().path("items").spliterator(), false).toList();
  }

  @Test
  void what_the_database_says_of_a_row_that_it_refuses_is_not_in_what_is_logged() {
    String quotes =
        "do $$ begin raise exception 'no' using detail = 'ana' || '@acme.example'; end $$";
    assertThatThrownBy(() -> service.jdbc().execute(quotes))
        .hasStackTraceContaining("ERROR: no")
        .satisfies(
            refused -> assertThat(String.valueOf(refused.getMessage())).doesNotContain("ana@acme"));
  }

  private static String id(JsonNode letter) {
    return letter.path("id").asString();
  }

  private long received() {
    long all = 0;
    for (Kind kind : Kind.values()) all += count(kind);
    return all;
  }

  private long count(Kind kind) {
    return service.bean(IngestCounters.class).count(kind);
  }

  private void tell(String key, Map<String, String> headers, String body) {
    long before = received();
    send(Topics.CHANNEL_EVENTS, key, headers, body);
    await("the record has an outcome").atMost(SOON).until(() -> received() == before + 1);
  }

  @SuppressWarnings("unchecked")
  private KafkaTemplate<byte[], byte[]> kafka() {
    return service.bean(KafkaTemplate.class);
  }

  private void send(String topic, String key, Map<String, String> headers, String body) {
    var record =
        new ProducerRecord<>(
            topic, key.getBytes(StandardCharsets.UTF_8), body.getBytes(StandardCharsets.UTF_8));
    headers.forEach(
        (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    kafka().send(record).join();
  }

  /** A record without identity, which is parked. */
  private String parkOne(String text) {
    String id = UUID.randomUUID().toString();
    tell(
        "default|" + id,
        RunningService.headers(MESSAGE, id),
        "{\"identity\":{},\"payload\":{\"messageId\":\"m\",\"text\":\"%s\"}}".formatted(text));
    return id;
  }

  /** A letter about a record that would be stored by now. */
  private void parkGood(String place, String eventId, String visitor) {
    parkGood(place, visitor, RunningService.headers(MESSAGE, eventId));
  }

  private void parkGood(String place, String visitor, Map<String, String> headers) {
    headers.put("leadline-reason", "HANDLER_FAILED");
    headers.put("leadline-detail", "It broke.");
    headers.put("leadline-key", "default|" + visitor);
    send(
        Topics.CHANNEL_EVENTS_DEAD,
        "leadline.channel-events-0@" + place,
        headers,
        RunningService.message(visitor, "m-" + headers.get("ce_id")));
  }

  @Test
  void letters_are_listed_newest_first_by_reason_in_pages_and_counted() {
    String first = parkOne("one");
    String second = parkOne("two");
    String third = parkOne("three");
    tell("k", RunningService.headers(MESSAGE, "broken"), "{no json");

    Answer page = list("?reason=NO_IDENTITY&limit=2&source=ingress");
    assertThat(items(page))
        .extracting(one -> one.path("eventId").asString())
        .containsExactly(third, second);
    assertThat(page.body().path("total").asInt()).isEqualTo(3);
    assertThat(page.body().path("reasons").path("NOT_JSON").asInt()).isEqualTo(1);

    Answer next =
        list("?reason=NO_IDENTITY&limit=2&cursor=" + page.body().path("nextCursor").asString());
    assertThat(items(next))
        .extracting(one -> one.path("eventId").asString())
        .containsExactly(first);
    assertThat(next.body().path("nextCursor").isNull()).isTrue();
    assertThat(next.body().path("total").asInt()).isEqualTo(3);
  }

  @Test
  void a_question_with_a_mistake_is_refused_and_the_parameter_named() {
    for (String query :
        List.of(
            "?reason=NONE", "?source=lead_rows", "?cursor=x", "?limit=0", "?limit=x", "?limit=201"))
      list(query).refused(400, "invalid-parameter");
    get(ROOT + "/ingress-0-77777777").refused(404, "unknown-dead-letter");
    edge.post(ROOT + "/nonsense/retry", "").refused(404, "unknown-dead-letter");
    edge.post(ROOT + "/retry", "{no json").refused(400, "not-json");
    edge.post(ROOT + "/retry", "{\"reason\":\"NONE\"}").refused(400, "invalid-parameter");
  }

  @Test
  void who_may_not_see_leads_sees_the_shape_of_a_record_and_no_word_of_it() {
    parkOne("My knee hurts");
    for (String[] headers :
        List.of(new String[0], new String[] {"Leadline-Roles", "OPS, MEMBER"})) {
      JsonNode letter = items(list("", headers)).getFirst();
      assertThat(letter.path("masked").asBoolean()).isTrue();
      assertThat(letter.toString()).doesNotContain("knee");
      assertThat(letter.path("payload").path("payload").path("text").asString())
          .isEqualTo("(13 characters)");
      assertThat(get(ROOT + "/" + id(letter), headers).body().toString()).doesNotContain("knee");
    }
    JsonNode letter = items(list("", MANAGER)).getFirst();
    assertThat(letter.path("masked").asBoolean()).isFalse();
    assertThat(letter.path("payload").path("payload").path("text").asString())
        .isEqualTo("My knee hurts");
    assertThat(letter.path("detail").asString()).isNotEmpty();
    assertThat(letter.path("type").asString()).isEqualTo(MESSAGE);
  }

  @Test
  void a_tenant_sees_its_own_letters_alone() {
    var headers = new java.util.HashMap<>(RunningService.headers(MESSAGE, "of-other"));
    headers.put("ce_tenantid", "other");
    tell("k", headers, "{\"identity\":{}}");
    assertThat(items(list(""))).isEmpty();
    JsonNode letter = items(list("", "Leadline-Tenant", "other")).getFirst();
    get(ROOT + "/" + id(letter)).refused(404, "unknown-dead-letter");
    edge.post(ROOT + "/" + id(letter) + "/retry", "").refused(404, "unknown-dead-letter");
    edge.post(ROOT + "/" + id(letter) + "/discard", "{\"reason\":\"r\"}")
        .refused(404, "unknown-dead-letter");
  }

  @Test
  void a_record_is_retried_as_it_was_received_and_parked_once_more_when_it_is_still_broken() {
    String id = parkOne("Still broken");
    long parked = count(Kind.PARKED);
    JsonNode letter = items(list("")).getFirst();
    assertThat(edge.post(ROOT + "/" + id(letter) + "/retry", "", MANAGER).status()).isEqualTo(202);
    await("it is parked again").atMost(SOON).until(() -> count(Kind.PARKED) == parked + 1);

    List<JsonNode> now = items(list(""));
    assertThat(now).hasSize(1);
    assertThat(id(now.getFirst())).isNotEqualTo(id(letter));
    get(ROOT + "/" + id(letter)).refused(404, "unknown-dead-letter");

    List<ConsumerRecord<byte[], byte[]>> sent =
        service.records(Topics.CHANNEL_EVENTS, 0).stream()
            .filter(
                record ->
                    id.equals(
                        new String(
                            record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8)))
            .toList();
    assertThat(sent).hasSize(2);
    assertThat(sent.get(1).key()).isEqualTo(sent.get(0).key());
    assertThat(sent.get(1).value()).isEqualTo(sent.get(0).value());
    assertThat(headers(sent.get(1)))
        .containsAllEntriesOf(headers(sent.get(0)))
        .hasSize(headers(sent.get(0)).size() + 1)
        .containsEntry("leadline-timestamp", Long.toString(sent.get(0).timestamp()));
    assertThat(audit(id(letter))).containsExactly("RETRIED|łukasz|null");
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    var headers = new HashMap<String, String>();
    record
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return headers;
  }

  /** Domain 5.3: what the clock of its producer is wrong by is told by when it first came. */
  @Test
  void what_lay_as_a_letter_happened_when_its_producer_says_and_not_when_it_was_sent_again() {
    Instant then = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(3, ChronoUnit.DAYS);
    Map<String, String> headers = RunningService.headers(MESSAGE, "lay-" + UUID.randomUUID());
    headers.put("ce_time", then.toString());
    headers.put("ce_sentat", then.plusMillis(300).toString());
    headers.put("leadline-timestamp", Long.toString(then.plusMillis(600).toEpochMilli()));
    int stored = service.stored().size();
    parkGood("5000020", "lay-" + UUID.randomUUID(), headers);
    assertThat(edge.post(ROOT + "/ingress-0-5000020/retry", "").status()).isEqualTo(202);
    await("it is stored").atMost(SOON).until(() -> service.stored().size() > stored);
    assertThat(service.stored().subList(stored, service.stored().size()))
        .map(StoredEvent::event)
        .filteredOn(LeadEvent.InteractionRecorded.class::isInstance)
        .singleElement()
        .satisfies(
            event -> {
              Origin origin = ((LeadEvent.InteractionRecorded) event).origin();
              assertThat(origin.at()).isEqualTo(then);
              assertThat(origin.receivedAt()).isEqualTo(then.plusMillis(600));
              assertThat(origin.late()).isFalse();
            });
  }

  private List<String> audit(String letter) {
    return service
        .jdbc()
        .queryForList(
            "select action || '|' || coalesce(handled_by, 'null') || '|' || coalesce(why, 'null')"
                + " from handled_letters where letter_id = ?",
            String.class,
            letter);
  }

  @Test
  void a_letter_whose_record_had_been_sent_before_a_crash_is_a_duplicate_and_nothing_is_lost() {
    String visitor = "crash-" + UUID.randomUUID();
    int stored = service.stored().size();
    long duplicates = count(Kind.DUPLICATE);
    for (int i = 0; i < 2; i++) {
      parkGood("5000001", "crash-1", visitor);
      long before = received();
      assertThat(edge.post(ROOT + "/ingress-0-5000001/retry", "").status()).isEqualTo(202);
      await("it has an outcome").atMost(SOON).until(() -> received() == before + 1);
      assertThat(items(list(""))).isEmpty();
    }
    assertThat(service.stored()).hasSize(stored + 2);
    assertThat(count(Kind.DUPLICATE)).isEqualTo(duplicates + 1);
  }

  @Test
  void all_that_match_are_retried_once_even_if_they_are_parked_again_meanwhile() {
    for (int i = 0; i < 5; i++) parkOne("number " + i);
    parkGood("5000010", "good-1", "good-" + UUID.randomUUID());
    var before = new HashSet<String>();
    items(list("")).forEach(letter -> before.add(id(letter)));
    long parked = count(Kind.PARKED);

    Answer answer =
        edge.post(ROOT + "/retry", "{\"source\":\"ingress\",\"reason\":\"NO_IDENTITY\"}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().path("retried").asInt()).isEqualTo(5);
    assertThat(answer.body().path("left").asInt()).isZero();
    await("they are parked again").atMost(SOON).until(() -> count(Kind.PARKED) == parked + 5);
    assertThat(items(list("?reason=NO_IDENTITY")))
        .hasSize(5)
        .noneMatch(one -> before.contains(id(one)));

    edge.post(ROOT + "/retry", "{\"upTo\":%d}".formatted(answer.body().path("upTo").asLong()));
    assertThat(items(list("?reason=NO_IDENTITY")))
        .as("those parked later are not meant")
        .hasSize(5);
  }

  @Test
  void a_letter_is_discarded_with_a_reason_and_its_line_stays() {
    parkOne("Rubbish");
    String id = id(items(list("")).getFirst());
    for (String body :
        List.of("", "{}", "{\"reason\":\" \"}", "{\"reason\":\"%s\"}".formatted("r".repeat(501))))
      edge.post(ROOT + "/" + id + "/discard", body).refused(400, "invalid-parameter");
    Answer done =
        edge.post(ROOT + "/" + id + "/discard", "{\"reason\":\"a test of theirs\"}", MANAGER);
    assertThat(done.status()).isEqualTo(204);
    assertThat(items(list(""))).isEmpty();
    assertThat(audit(id)).containsExactly("DISCARDED|łukasz|a test of theirs");
    edge.post(ROOT + "/" + id + "/discard", "{\"reason\":\"again\"}")
        .refused(404, "unknown-dead-letter");
  }

  @Test
  void nothing_of_an_erased_person_is_sent_again() {
    send(
        Topics.CHANNEL_EVENTS_DEAD,
        "leadline.channel-events-0@5000020",
        Map.of(
            "leadline-reason",
            "ERASED",
            "leadline-detail",
            "The person was erased.",
            "ce_id",
            "late"),
        "{}");
    JsonNode letter = items(list("")).getFirst();
    assertThat(letter.path("retryable").asBoolean()).isFalse();
    edge.post(ROOT + "/" + id(letter) + "/retry", "").refused(409, "nothing-left");
    assertThat(edge.post(ROOT + "/retry", "").body().path("retried").asInt()).isZero();
    assertThat(items(list(""))).hasSize(1);
  }

  @Test
  void what_one_instance_did_every_other_one_knows() {
    parkOne("Seen by both");
    assertThat(items(list(""))).hasSize(1);
    try (var other = service.another()) {
      String address =
          "http://127.0.0.1:" + other.getEnvironment().getProperty("local.server.port");
      String id = id(items(list("")).getFirst());
      var discard =
          HttpRequest.newBuilder(URI.create(address + ROOT + "/" + id + "/discard"))
              .POST(HttpRequest.BodyPublishers.ofString("{\"reason\":\"by the other\"}"))
              .build();
      try (HttpClient client = HttpClient.newHttpClient()) {
        assertThat(client.send(discard, HttpResponse.BodyHandlers.discarding()).statusCode())
            .isEqualTo(204);
      } catch (java.io.IOException | InterruptedException broken) {
        throw new AssertionError(broken);
      }
      assertThat(items(list(""))).isEmpty();
    }
  }

  @Test
  void letters_that_wait_are_measured_and_every_meter_is_in_the_catalogue() {
    parkOne("Counted");
    MeterRegistry meters = service.bean(MeterRegistry.class);
    await("the letter is counted")
        .atMost(SOON)
        .until(
            () ->
                meters.get(Meters.DEAD_LETTERS.meter()).tag("reason", "no_identity").gauge().value()
                    == 1);
    List<String> registered = new ArrayList<>();
    for (Meter meter : meters.getMeters())
      if (meter.getId().getName().startsWith("leadline.")) registered.add(meter.getId().getName());
    assertThat(registered).contains(Meters.DEAD_LETTERS.meter());
    assertThat(Arrays.stream(Meters.values()).map(Meters::meter).toList()).containsAll(registered);
  }

  private String aLead(String visitor) {
    return edge.says(
        "\"anonymousId\": \"%s\", \"email\": \"%s@acme.example\"".formatted(visitor, visitor));
  }

  @Test
  void a_stream_is_shown_and_what_is_personal_to_those_alone_who_may_see_it() {
    String lead = aLead("stream-" + UUID.randomUUID());
    JsonNode seen = get("/v1/ops/events?lead=" + lead, MANAGER).done().body();
    assertThat(seen.path("items").valueStream().map(one -> one.path("type").asString()))
        .containsExactly("leadline.lead.registered.v1", "leadline.lead.interaction-recorded.v1");
    assertThat(seen.toString()).contains("Hello", "acme.example");
    JsonNode masked = get("/v1/ops/events?lead=" + lead, "Leadline-Roles", "OPS").done().body();
    assertThat(masked.path("masked").asBoolean()).isTrue();
    assertThat(masked.toString()).doesNotContain("Hello", "acme.example");

    JsonNode first = get("/v1/ops/events?limit=1&lead=" + lead).done().body();
    assertThat(first.path("items").size()).isEqualTo(1);
    JsonNode second =
        get("/v1/ops/events?limit=1&lead="
                + lead
                + "&cursor="
                + first.path("nextCursor").asString())
            .done()
            .body();
    assertThat(second.path("items").get(0).path("sequence").asInt()).isEqualTo(1);
    assertThat(second.path("nextCursor").isNull()).isTrue();
    get("/v1/ops/events?lead=" + lead, "Leadline-Tenant", "other").refused(404, "unknown-lead");
    get("/v1/ops/events?lead=nobody").refused(400, "invalid-parameter");
  }

  @Test
  void a_stream_of_large_events_is_shown_in_pages_of_a_few() {
    String visitor = "letters-" + UUID.randomUUID();
    String lead = aLead(visitor);
    String letter =
        "{\"identity\": {\"anonymousId\": \"%s\"},"
            + " \"payload\": {\"messageId\": \"%s\", \"text\": \"Hello\", \"html\": \"%s\"}}";
    for (int i = 0; i < LETTERS; i++) {
      String id = UUID.randomUUID().toString();
      service.produce(
          RunningService.headers("leadline.chat.message-received.v1", id),
          letter.formatted(visitor, id, "x".repeat(200_000)));
    }
    service.flush();
    await("the letters are stored")
        .atMost(Duration.ofSeconds(30))
        .until(() -> edge.eventsOf(lead).size() == LETTERS + 2);

    var sequences = new ArrayList<Integer>();
    String cursor = "0";
    int pages = 0;
    for (; !cursor.isEmpty(); pages++) {
      JsonNode page =
          get("/v1/ops/events?limit=500&lead=" + lead + "&cursor=" + cursor).done().body();
      page.path("items").forEach(item -> sequences.add(item.path("sequence").asInt()));
      cursor = page.path("nextCursor").asString("");
    }
    assertThat(pages).isEqualTo(2);
    assertThat(sequences)
        .isEqualTo(IntStream.range(0, LETTERS + 2).boxed().collect(Collectors.toList()));
  }

  @Test
  void every_event_that_no_longer_reads_is_named_and_the_check_goes_on_behind_it() {
    String lead = aLead("verify-" + UUID.randomUUID());
    long all = service.stored().size();
    JsonNode whole = get("/v1/ops/events/verify").done().body();
    assertThat(whole.path("checked").asLong()).isEqualTo(all);
    assertThat(whole.path("unreadable").isEmpty()).isTrue();
    assertThat(whole.path("position").asLong()).isEqualTo(whole.path("head").asLong());

    service
        .jdbc()
        .update(
            "update lead_events set payload_revision = 9"
                + " where aggregate_identifier = ?::uuid and sequence_number = 0",
            lead);
    try {
      await("what was kept of the events in memory is forgotten")
          .atMost(SOON)
          .untilAsserted(
              () -> {
                JsonNode check = get("/v1/ops/events/verify").done().body();
                assertThat(check.path("checked").asLong()).isEqualTo(all);
                assertThat(check.path("unreadable").size()).isEqualTo(1);
                JsonNode broken = check.path("unreadable").get(0);
                assertThat(broken.path("type").asString()).isEqualTo("lead.registered");
                assertThat(broken.path("revision").asInt()).isEqualTo(9);
                assertThat(broken.path("why").asString()).contains("newer than revision 1");
              });
    } finally {
      service
          .jdbc()
          .update(
              "update lead_events set payload_revision = 1"
                  + " where aggregate_identifier = ?::uuid and sequence_number = 0",
              lead);
      await("it reads again")
          .atMost(SOON)
          .until(() -> get("/v1/ops/events/verify").body().path("unreadable").isEmpty());
    }
  }

  @Test
  void history_is_sent_to_a_topic_of_choice_in_order_and_never_to_a_live_one() {
    String lead = aLead("history-" + UUID.randomUUID());
    for (String live :
        List.of(Topics.LEAD_EVENTS, Topics.CHANNEL_EVENTS, "leadline.later", "__consumer_offsets"))
      edge.post("/v1/ops/republish", "{\"to\":\"%s\",\"fromPosition\":0}".formatted(live))
          .refused(409, "live-topic");
    edge.post("/v1/ops/republish", "{\"to\":\"warehouse\",\"fromPosition\":0}")
        .refused(404, "unknown-topic");
    for (String wish :
        List.of(
            "{\"to\":\"a b\"}",
            "{\"to\":\"warehouse\"}",
            "{\"to\":\"warehouse\",\"fromTime\":\"soon\"}",
            "{\"to\":\"warehouse\",\"fromTime\":7}",
            "{\"to\":\"warehouse\",\"fromTime\":\"+300000-01-01T00:00:00Z\"}",
            "{\"to\":\"warehouse\",\"fromTime\":\"-300000-01-01T00:00:00Z\"}",
            "{\"to\":\"warehouse\",\"fromPosition\":-1}",
            "{\"to\":\"warehouse\",\"fromPosition\":99999999999999999999}"))
      edge.post("/v1/ops/republish", wish).refused(400, "invalid-parameter");

    Answer sent =
        edge.post("/v1/ops/republish", "{\"to\":\"warehouse\",\"fromPosition\":0,\"create\":true}");
    assertThat(sent.status()).as("%s", sent.body()).isEqualTo(202);
    assertThat(sent.body().path("sent").asLong()).isEqualTo(service.stored().size());
    assertThat(sent.body().path("position").asLong()).isEqualTo(sent.body().path("head").asLong());
    var records = service.records("warehouse", service.stored().size());
    assertThat(records).hasSize(service.stored().size());
    assertThat(records)
        .filteredOn(record -> new String(record.key(), StandardCharsets.UTF_8).equals(lead))
        .extracting(
            record ->
                new String(
                    record.headers().lastHeader("ce_sequence").value(), StandardCharsets.UTF_8))
        .containsExactly("0", "1");
    assertThat(records).allMatch(record -> record.headers().lastHeader("ce_replayed") != null);

    String now = java.time.Instant.now().toString();
    String later = aLead("later-" + UUID.randomUUID());
    assertThat(
            edge.post(
                    "/v1/ops/republish",
                    "{\"to\":\"since\",\"create\":true,\"fromTime\":\"%s\"}".formatted(now))
                .body()
                .path("sent")
                .asLong())
        .isEqualTo(edge.eventsOf(later).size());
  }

  @Test
  void the_store_tells_how_far_it_was_announced() {
    aLead("announced-" + UUID.randomUUID());
    await("all is announced")
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonNode store = get("/internal/store").done().body();
              assertThat(store.path("head").asLong()).isPositive();
              assertThat(store.path("announced")).isEqualTo(store.path("head"));
              assertThat(store.path("waiting").asLong()).isZero();
              assertThat(store.path("bytes").asLong()).isPositive();
            });
  }

  @Test
  void what_kafka_has_lost_of_who_may_speak_and_who_was_erased_the_store_says_again()
      throws Exception {
    String lead = aLead("taken-" + UUID.randomUUID());
    String other = aLead("automated-" + UUID.randomUUID());
    String gone = aLead("erased-" + UUID.randomUUID());
    edge.post(
            "/v1/leads/%s/takeover".formatted(lead),
            "{\"memberId\":\"sam\",\"memberName\":\"Sam\",\"expectedControlVersion\":0}")
        .done();
    assertThat(edge.post("/v1/privacy/erasures", "{\"leadId\":\"%s\"}".formatted(gone)).status())
        .isEqualTo(202);
    await("channels are told").atMost(SOON).until(() -> told(Topics.CONTROL_STATE).contains(lead));
    await("all are told").atMost(SOON).until(() -> told(Topics.ERASED_LEADS).contains(gone));
    assertThat(service.records(Topics.ERASED_LEADS, 1).getFirst().headers().lastHeader("ce_type"))
        .extracting(header -> new String(header.value(), StandardCharsets.UTF_8))
        .isEqualTo("leadline.lead.erased.v1");

    delete(Topics.CONTROL_STATE, Topics.ERASED_LEADS);
    service.bean(KafkaAdmin.class).initialize();
    await("channels are told again")
        .atMost(SOON)
        .until(() -> told(Topics.CONTROL_STATE).contains(lead));
    await("and all of who is gone")
        .atMost(SOON)
        .until(() -> told(Topics.ERASED_LEADS).contains(gone));
    assertThat(told(Topics.CONTROL_STATE)).doesNotContain(other);
    assertThat(told(Topics.ERASED_LEADS)).doesNotContain(lead, other);

    List<String> once = told(Topics.CONTROL_STATE);
    service.restart();
    aLead("later-" + UUID.randomUUID());
    assertThat(told(Topics.CONTROL_STATE)).as("and not once more").isEqualTo(once);
  }

  private void delete(String... topics) throws Exception {
    try (Admin admin = Admin.create(service.bean(KafkaAdmin.class).getConfigurationProperties())) {
      admin.deleteTopics(List.of(topics)).all().get();
      await("the topics are gone")
          .atMost(SOON)
          .until(() -> Collections.disjoint(admin.listTopics().names().get(), List.of(topics)));
    }
  }

  /** The leads of which a topic has something. */
  private List<String> told(String topic) {
    return service.records(topic, 1).stream()
        .map(record -> new String(record.key(), StandardCharsets.UTF_8))
        .toList();
  }
}
