package dev.leadline.leadservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.channel.ChatFact.MessageReceived;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.handling.Arrival;
import dev.leadline.leadservice.handling.IngestCounters;
import dev.leadline.leadservice.handling.IngestCounters.Kind;
import dev.leadline.leadservice.handling.Outcome;
import dev.leadline.leadservice.handling.ReadChannelEvents;
import dev.leadline.leadservice.handling.RecordChannelEvents;
import dev.leadline.leadservice.handling.RecordOneByOne;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of records on the way in, with a real broker and a real store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IngestIT {

  private static final String MESSAGE = "leadline.chat.message-received.v1";

  private RunningService service;

  @BeforeAll
  void start(@TempDir Path folder) {
    service = new RunningService(folder);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private long count(Kind kind) {
    return service.bean(IngestCounters.class).count(kind);
  }

  private long received() {
    long all = 0;
    for (Kind kind : Kind.values()) all += count(kind);
    return all;
  }

  private void produceAndWait(Runnable produce, int records) {
    long before = received();
    produce.run();
    service.flush();
    await("all records have an outcome")
        .atMost(Duration.ofSeconds(60))
        .until(() -> received() == before + records);
  }

  private List<InteractionRecorded> interactionsOf(String visitor) {
    return service.stored().stream()
        .map(StoredEvent::event)
        .filter(InteractionRecorded.class::isInstance)
        .map(InteractionRecorded.class::cast)
        .filter(
            event ->
                event.personal().identities().stream().anyMatch(key -> key.value().equals(visitor)))
        .toList();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Test
  void a_record_delivered_twice_is_stored_once() {
    String visitor = "twice-" + UUID.randomUUID();
    long duplicates = count(Kind.DUPLICATE);

    produceAndWait(
        () -> {
          for (int i = 0; i < 2; i++)
            service.produce(
                RunningService.headers(MESSAGE, "twice"), RunningService.message(visitor, "m-1"));
        },
        2);

    assertThat(interactionsOf(visitor)).hasSize(1);
    assertThat(count(Kind.DUPLICATE)).isEqualTo(duplicates + 1);
  }

  @Test
  void whoever_guesses_a_body_does_not_find_its_hash_in_the_store() throws Exception {
    String type = "leadline.phone.validated.v1";
    String id = UUID.randomUUID().toString();
    String body =
        """
        {"identity":{"phone":"+351210009942"},"actor":{"kind":"VENDOR"},
         "payload":{"provider":"leadline","status":"VALID","forPhone":"+351210009942",
                    "e164":"+351210009942","reason":"It is a number."}}
        """;
    Runnable once = () -> service.produce(RunningService.headers(type, id), body);
    Runnable another =
        () -> service.produce(RunningService.headers(type, id), body.replace("number", "phone"));
    produceAndWait(once, 1);

    byte[] guessed =
        MessageDigest.getInstance("SHA-256")
            .digest((type + '\n' + Json.MAPPER.readTree(body)).getBytes(StandardCharsets.UTF_8));
    assertThat(service.jdbc().queryForList("select * from lead_events"))
        .isNotEmpty()
        .allSatisfy(
            row -> assertThat(row.values()).doesNotContain(ByteBuffer.wrap(guessed).getLong()));
    long duplicates = count(Kind.DUPLICATE);
    long parked = count(Kind.PARKED);
    produceAndWait(once, 1);
    assertThat(count(Kind.DUPLICATE)).isEqualTo(duplicates + 1);
    produceAndWait(another, 1);
    assertThat(count(Kind.PARKED)).as("another body under its id").isEqualTo(parked + 1);
    service.jdbc().update("update lead_events set body_mark = null");
    produceAndWait(another, 1);
    assertThat(count(Kind.DUPLICATE)).as("nothing is known of it").isEqualTo(duplicates + 2);
  }

  @Test
  void a_message_sent_again_under_a_new_id_is_stored_once() {
    String visitor = "retry-" + UUID.randomUUID();
    produceAndWait(
        () ->
            service.produce(
                RunningService.headers(MESSAGE, "retry-1"), RunningService.message(visitor, "m")),
        1);
    produceAndWait(
        () ->
            service.produce(
                RunningService.headers(MESSAGE, "retry-2"), RunningService.message(visitor, "m")),
        1);

    assertThat(interactionsOf(visitor)).hasSize(1);
  }

  @Test
  void the_same_id_with_another_body_keeps_the_first_and_parks_the_second() {
    String visitor = "conflict-" + UUID.randomUUID();
    int letters = service.records(Topics.CHANNEL_EVENTS_DEAD, 0).size();
    produceAndWait(
        () -> {
          service.produce(
              RunningService.headers(MESSAGE, visitor), RunningService.message(visitor, "m-1"));
          service.produce(
              RunningService.headers(MESSAGE, visitor), RunningService.message(visitor, "m-2"));
        },
        2);

    assertThat(interactionsOf(visitor))
        .singleElement()
        .satisfies(event -> assertThat(event.personal().payload().text()).contains("m-1"));
    assertThat(service.records(Topics.CHANNEL_EVENTS_DEAD, letters + 1).getLast())
        .satisfies(
            letter -> {
              assertThat(header(letter, "leadline-reason")).isEqualTo("ID_CONFLICT");
              assertThat(header(letter, "ce_id")).isEqualTo(visitor);
            });
  }

  /** Domain 5.12: back-pressure is that nobody reads on before what was read is stored. */
  @Test
  void a_hot_lead_loses_nothing_and_those_behind_it_come_in_turn() {
    String hot = "hot-" + UUID.randomUUID();
    produceAndWait(
        () -> {
          for (int i = 0; i < 3000; i++) {
            service.produce(
                hot,
                RunningService.headers(MESSAGE, hot + i),
                RunningService.message(hot, "m-" + i));
            if (i % 100 == 0)
              service.produce(
                  hot,
                  RunningService.headers(MESSAGE, hot + "-other-" + i),
                  RunningService.message(hot + "-other-" + i, "m-1"));
          }
        },
        3030);

    List<StoredEvent> stored = service.stored();
    assertThat(
            interactionsOf(hot).stream()
                .map(event -> event.personal().payload().as(MessageReceived.class).messageId()))
        .as("all of them, in their order")
        .containsExactlyElementsOf(IntStream.range(0, 3000).mapToObj(i -> "m-" + i).toList());
    List<Long> others =
        stored.stream()
            .filter(
                event ->
                    event.event() instanceof InteractionRecorded said
                        && said.personal().identities().stream()
                            .anyMatch(key -> key.value().startsWith(hot + "-other-")))
            .map(StoredEvent::position)
            .toList();
    long last =
        stored.stream()
            .filter(
                event ->
                    event.event() instanceof InteractionRecorded said
                        && said.personal().identities().stream()
                            .anyMatch(key -> key.value().equals(hot)))
            .mapToLong(StoredEvent::position)
            .max()
            .orElseThrow();
    assertThat(others).hasSize(30);
    assertThat(others.getFirst()).as("none waits for all of the hot lead's").isLessThan(last);
    assertThat(service.bean(MeterRegistry.class).getMeters())
        .as("how far behind its partitions each consumer is; by partition from the next minute on")
        .extracting(meter -> meter.getId().getName())
        .contains("kafka.consumer.fetch.manager.records.lag.max");
  }

  @Test
  void what_is_dated_long_before_its_tenant_came_is_taken_to_happen_when_it_is_received() {
    String visitor = "ancient-" + UUID.randomUUID();
    Instant ancient = Instant.now().minus(Duration.ofDays(500));
    produceAndWait(
        () ->
            service.produce(
                with(
                    with(RunningService.headers(MESSAGE, visitor), "ce_time", ancient.toString()),
                    "ce_tenantid",
                    visitor),
                RunningService.message(visitor, "m-1")),
        1);

    assertThat(interactionsOf(visitor))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.origin().clamped()).isTrue();
              assertThat(event.origin().at()).isEqualTo(event.origin().receivedAt());
              assertThat(event.origin().occurredAt()).isEqualTo(ancient);
            });
  }

  @Test
  void nothing_personal_is_in_a_key_or_a_header_of_what_is_told() {
    String visitor = "personal-" + UUID.randomUUID();
    produceAndWait(
        () ->
            service.produce(
                RunningService.headers(MESSAGE, visitor),
                "{\"identity\":{\"anonymousId\":\"%s\",\"email\":\"Zita.Quux@acme.example\",\"phone\":\"+351911222333\"},\"payload\":{\"messageId\":\"m\",\"text\":\"I am Zita Quux\"}}"
                    .formatted(visitor)),
        1);
    int stored = service.stored().size();

    assertThat(service.records(Topics.LEAD_EVENTS, stored))
        .allSatisfy(
            told -> {
              var seen = new StringBuilder(new String(told.key(), StandardCharsets.UTF_8));
              told.headers()
                  .forEach(it -> seen.append(new String(it.value(), StandardCharsets.UTF_8)));
              assertThat(seen.toString())
                  .doesNotContainIgnoringCase("zita", "quux", "acme.example", "911222333", visitor);
            });
  }

  @Test
  void an_event_keeps_its_trace_and_nothing_that_is_none() {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    String other = trace.replace("4bf9", "4bfa");
    String visitor = "traced-" + UUID.randomUUID();
    produceAndWait(
        () -> {
          traced("ce_traceparent", trace, visitor + "-1");
          traced("traceparent", other, visitor + "-2");
          traced("ce_traceparent", "Zita Quux", visitor + "-3");
        },
        3);
    var answer =
        new Edge(service)
            .post(
                "/v1/events",
                """
                {"specversion": "1.0", "id": "%s", "source": "/channels/test", "type": "%s",
                 "time": "2026-11-22T09:00:00Z", "data": %s}
                """
                    .formatted(visitor, MESSAGE, RunningService.message(visitor + "-4", "m")),
                "traceparent",
                other);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    await("the one that came by HTTP")
        .atMost(Duration.ofSeconds(60))
        .until(() -> traceOf(visitor + "-4") != null);

    assertThat(traceOf(visitor + "-1")).isEqualTo(trace);
    assertThat(traceOf(visitor + "-2")).isEqualTo(other);
    assertThat(traceOf(visitor + "-3")).isNull();
    assertThat(traceOf(visitor + "-4")).isEqualTo(other);
  }

  private void traced(String header, String trace, String visitor) {
    service.produce(
        with(RunningService.headers(MESSAGE, visitor), header, trace),
        RunningService.message(visitor, "m"));
  }

  private @Nullable String traceOf(String visitor) {
    return service.stored().stream()
        .filter(
            stored ->
                stored.event() instanceof InteractionRecorded event
                    && event.personal() != null
                    && event.personal().identities().stream()
                        .anyMatch(key -> key.value().equals(visitor)))
        .map(StoredEvent::traceParent)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  @Test
  void without_an_address_for_spans_nothing_is_traced_and_no_thread_waits_for_any() {
    assertThat(service.bean(Tracer.class)).isSameAs(Tracer.NOOP);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.contains("SpanProcessor") || name.contains("otel"));
  }

  @Test
  void two_leads_may_number_their_messages_alike() {
    String one = "one-" + UUID.randomUUID();
    String other = "other-" + UUID.randomUUID();
    produceAndWait(
        () -> {
          service.produce(
              RunningService.headers(MESSAGE, "alike-1"), RunningService.message(one, "m-1"));
          service.produce(
              RunningService.headers(MESSAGE, "alike-2"), RunningService.message(other, "m-1"));
        },
        2);

    assertThat(interactionsOf(one)).hasSize(1);
    assertThat(interactionsOf(other)).hasSize(1);
  }

  @Test
  void an_event_of_an_unknown_type_is_kept_and_counted() {
    String visitor = "unknown-" + UUID.randomUUID();
    long unknown = count(Kind.UNKNOWN);

    produceAndWait(
        () ->
            service.produce(
                RunningService.headers("leadline.chat.waved.v1", "wave"),
                "{\"identity\":{\"anonymousId\":\"%s\"},\"payload\":{\"hand\":\"left\"}}"
                    .formatted(visitor)),
        1);

    assertThat(count(Kind.UNKNOWN)).isEqualTo(unknown + 1);
    assertThat(interactionsOf(visitor))
        .singleElement()
        .satisfies(event -> assertThat(event.personal().payload().text()).contains("left"));
  }

  @Test
  void an_event_with_fields_that_its_type_does_not_have_is_stored_and_they_are_counted() {
    String visitor = "misspelled-" + UUID.randomUUID();
    String type = "leadline.chat.email-captured.v1";
    double ignored = ignored(type);

    produceAndWait(
        () ->
            service.produce(
                RunningService.headers(type, visitor),
                "{\"identity\":{\"anonymousId\":\"%s\"},\"payload\":{\"email\":\"a@b.example\"}}"
                    .formatted(visitor)),
        1);

    assertThat(interactionsOf(visitor)).hasSize(1);
    assertThat(ignored(type)).isEqualTo(ignored + 1);
  }

  private double ignored(String type) {
    return service
        .bean(MeterRegistry.class)
        .find("leadline.ingest.ignored-fields")
        .tag("type", type)
        .counters()
        .stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  @Test
  void a_field_that_is_null_is_as_good_as_absent() {
    String visitor = "null-" + UUID.randomUUID();
    String body =
        """
        {"identity": {"anonymousId": "%s"},
         "payload": {"formId": "f-1", "fields": {"first_name": "Ana", "last_name": null}}}
        """
            .formatted(visitor);
    produceAndWait(
        () -> service.produce(RunningService.headers("leadline.form.submitted.v1", visitor), body),
        1);

    assertThat(interactionsOf(visitor))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.personal().observations())
                    .extracting(seen -> seen.field())
                    .contains("first_name")
                    .doesNotContain("last_name"));
  }

  @Test
  void of_two_thousand_records_every_tenth_broken_the_good_ones_are_stored_and_the_counts_add_up() {
    String run = UUID.randomUUID().toString();
    long received = received();
    long stored = count(Kind.STORED);
    long duplicate = count(Kind.DUPLICATE);
    long parked = count(Kind.PARKED);
    int lettersBefore = service.records(Topics.CHANNEL_EVENTS_DEAD, 0).size();
    // One that a later record will be in conflict with.
    produceAndWait(
        () ->
            service.produce(
                RunningService.headers(MESSAGE, run + "-first"),
                RunningService.message("first-" + run, "m-0")),
        1);

    produceAndWait(
        () -> {
          for (int i = 0; i < 2000; i++)
            if (i % 10 == 0) breakOne(i / 10, run);
            else
              service.produce(
                  RunningService.headers(MESSAGE, run + i),
                  RunningService.message("visitor-" + i % 300 + run, "m-" + i));
        },
        2000);

    assertThat(count(Kind.STORED) - stored).isEqualTo(1801);
    assertThat(count(Kind.DUPLICATE) - duplicate).isZero();
    assertThat(count(Kind.PARKED) - parked).isEqualTo(200);
    assertThat(received() - received).isEqualTo(2001);
    var letters =
        service.records(Topics.CHANNEL_EVENTS_DEAD, lettersBefore + 200).stream()
            .skip(lettersBefore)
            .toList();
    assertThat(letters).hasSize(200);
    Map<String, Long> reasons =
        letters.stream().collect(groupingBy(l -> header(l, "leadline-reason"), counting()));
    assertThat(reasons)
        .containsKeys(
            "NOT_JSON",
            "BAD_ENVELOPE",
            "BAD_BODY",
            "NO_IDENTITY",
            "UNKNOWN_TYPE",
            "UNKNOWN_LEAD",
            "TOO_LARGE",
            "ID_CONFLICT");
    assertThat(letters)
        .allSatisfy(letter -> assertThat(header(letter, "leadline-detail")).contains(" "))
        .allSatisfy(letter -> assertThat(header(letter, "leadline-offset")).matches("\\d+"));
  }

  private void breakOne(int n, String run) {
    var headers = RunningService.headers(MESSAGE, run + "-broken-" + n);
    String good = RunningService.message("broken-" + run, "m-" + n);
    switch (n % 20) {
      case 0 -> service.produce(headers, "{not json");
      case 1 -> service.produce(headers, "");
      case 2 -> service.produce(headers, "[1, 2]");
      case 3 -> service.produce(without(headers, "ce_id"), good);
      case 4 -> service.produce(without(headers, "ce_source"), good);
      case 5 -> service.produce(without(headers, "ce_type"), good);
      case 6 -> service.produce(without(headers, "ce_time"), good);
      case 7 -> service.produce(without(headers, "ce_specversion"), good);
      case 8 -> service.produce(with(headers, "ce_time", "yesterday"), good);
      case 9 -> service.produce(with(headers, "ce_specversion", "0.3"), good);
      case 10 -> service.produce(with(headers, "ce_type", "com.example.other"), good);
      case 11 -> service.produce(headers, "{\"payload\":{\"messageId\":\"m\",\"text\":\"t\"}}");
      case 12 ->
          service.produce(
              headers, "{\"identity\":{},\"payload\":{\"messageId\":\"m\",\"text\":\"t\"}}");
      case 13 -> service.produce(headers, "{\"identity\":{\"anonymousId\":\"a\"},\"payload\":{}}");
      case 14 -> service.produce(headers, good.replace("\"Hello\"", "7"));
      case 15 -> service.produce(headers, good.replace("\"m-" + n + "\"", "null"));
      case 16 -> service.produce(headers, good.replace("Hello", "x".repeat(300_000)));
      case 17 -> service.produce(with(headers, "ce_id", run + "-first"), good);
      case 18 ->
          service.produce(
              headers,
              "{\"identity\":{\"leadId\":\"nobody\"},\"payload\":{\"messageId\":\"m\",\"text\":\"t\"}}");
      default ->
          service.produce(
              headers,
              "{\"identity\":{\"anonymousId\":\"undefined\"},\"payload\":{\"messageId\":\"m\",\"text\":\"t\"}}");
    }
  }

  private static Map<String, String> without(Map<String, String> headers, String name) {
    headers.remove(name);
    return headers;
  }

  private static Map<String, String> with(Map<String, String> headers, String name, String value) {
    headers.put(name, value);
    return headers;
  }

  @Test
  void tenants_that_cannot_be_stop_nobody_and_are_nobody_elses() {
    String run = "tenants-" + UUID.randomUUID();
    int before = service.records(Topics.CHANNEL_EVENTS_DEAD, 0).size();
    List<String> broken = List.of("\0", "acme\0", "a".repeat(3000), "two\nlines");
    produceAndWait(
        () -> {
          for (String tenant : broken)
            service.produce(
                run,
                with(
                    RunningService.headers(MESSAGE, run + tenant.hashCode()),
                    "ce_tenantid",
                    tenant),
                RunningService.message(run, "m-1"));
          service.produce(
              run, RunningService.headers(MESSAGE, run + '\0'), RunningService.message(run, "m-1"));
          service.produce(
              run,
              Map.of("content-type", "application/cloudevents+json"),
              STRUCTURED.formatted(run, MESSAGE, RunningService.message(run, "m-2")));
          service.produce(
              run, RunningService.headers(MESSAGE, run), RunningService.message(run, "m-3"));
        },
        broken.size() + 3);

    assertThat(interactionsOf(run))
        .singleElement()
        .satisfies(event -> assertThat(event.personal().payload().text()).contains("m-3"));
    var letters =
        service.records(Topics.CHANNEL_EVENTS_DEAD, before + broken.size() + 2).stream()
            .skip(before)
            .toList();
    assertThat(letters)
        .hasSize(broken.size() + 2)
        .allSatisfy(
            letter -> {
              assertThat(header(letter, "leadline-reason")).isEqualTo("BAD_ENVELOPE");
              assertThat(header(letter, "leadline-detail"))
                  .containsAnyOf("tenantid is not a text", "ce_id has NUL");
            });
    for (var letter : letters)
      // By the operator of the default tenant.
      new HttpCalls(service)
          .post(
              "/v1/ops/dead-letters/ingress-%s-%s/discard"
                  .formatted(
                      header(letter, "leadline-partition"), header(letter, "leadline-offset")),
              "{\"reason\":\"a test\"}")
          .is(204);
  }

  private static final String STRUCTURED =
      """
      {"specversion": "1.0", "id": "%s", "source": "/channels/test", "type": "%s",
       "time": "2026-11-22T09:00:00Z", "tenantid": 42, "data": %s}
      """;

  /** Such as a value that only a later version of PostgreSQL, or of a table, refuses. */
  @Test
  void what_the_store_refuses_for_good_is_parked_and_no_outage() {
    String run = "refused-" + UUID.randomUUID();
    service
        .jdbc()
        .execute(
            """
            create function refuse() returns trigger language plpgsql as $$
            begin
              if new.tenant in ('22021', '54000') then
                raise exception 'refused' using errcode = new.tenant;
              end if;
              return new;
            end $$;
            create trigger refuse before insert on tenants for each row execute function refuse();
            """);
    int before = service.records(Topics.CHANNEL_EVENTS_DEAD, 0).size();
    produceAndWait(
        () -> {
          for (String tenant : List.of("22021", "54000"))
            service.produce(
                run,
                with(RunningService.headers(MESSAGE, run + tenant), "ce_tenantid", tenant),
                RunningService.message(run, "m-1"));
          service.produce(
              run, RunningService.headers(MESSAGE, run), RunningService.message(run, "m-2"));
        },
        3);
    service.jdbc().execute("drop trigger refuse on tenants; drop function refuse()");

    assertThat(interactionsOf(run)).hasSize(1);
    assertThat(service.records(Topics.CHANNEL_EVENTS_DEAD, before + 2).stream().skip(before))
        .hasSize(2)
        .allSatisfy(
            letter -> assertThat(header(letter, "leadline-reason")).isEqualTo("HANDLER_FAILED"));
  }

  private Arrival arrival(String type, String id, String body) {
    return arrival(RunningService.headers(type, id), body);
  }

  private Arrival arrival(Map<String, String> headers, String body) {
    var reading =
        service
            .bean(ReadChannelEvents.class)
            .read(headers, body.getBytes(StandardCharsets.UTF_8), Instant.now());
    return ((ReadChannelEvents.Understood) reading).arrival();
  }

  /** Only the event before it in the batch tells that it is of the lead that has it already. */
  @Test
  void a_message_that_came_before_is_a_duplicate_behind_the_event_that_tells_whose_it_is() {
    String visitor = "told-" + UUID.randomUUID();
    String email = visitor + "@acme.example";
    RecordChannelEvents record = service.bean(RecordChannelEvents.class);
    record.record(
        List.of(arrival(MESSAGE, visitor + "-1", RunningService.message(visitor, "m-1"))));
    Arrival tells =
        arrival(
            "leadline.chat.email-captured.v1",
            visitor + "-2",
            "{\"identity\":{\"anonymousId\":\"%s\",\"email\":\"%s\"},\"payload\":{\"field\":\"email\",\"value\":\"%s\"}}"
                .formatted(visitor, email, email));
    Arrival again =
        arrival(
            MESSAGE,
            visitor + "-3",
            RunningService.message(visitor, "m-1")
                .replace("\"anonymousId\": \"" + visitor, "\"email\": \"" + email));

    List<Outcome> outcomes = record.record(List.of(tells, again));

    assertThat(outcomes).hasSize(2);
    assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Stored.class);
    assertThat(outcomes.getLast()).isInstanceOf(Outcome.Duplicate.class);
    assertThat(service.bean(RecordOneByOne.class).record(List.of(tells, again)))
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Duplicate.class));
  }

  private Outcome said(String identity, @Nullable String conversation) {
    String body =
        "{\"identity\":{%s},%s\"payload\":{\"messageId\":\"1\",\"text\":\"Hello\"}}"
            .formatted(
                identity,
                conversation == null ? "" : "\"conversationId\":\"" + conversation + "\",");
    return service
        .bean(RecordChannelEvents.class)
        .record(List.of(arrival(MESSAGE, UUID.randomUUID().toString(), body)))
        .getFirst();
  }

  private static String leadOf(Outcome outcome) {
    return ((Outcome.Stored) outcome).leadId();
  }

  /** Chats count the messages of each conversation from one (domain 5.1). */
  @Test
  void messages_of_two_conversations_may_have_one_number_also_where_their_leads_were_merged() {
    String visitor = "numbered-" + UUID.randomUUID();
    String device = "\"anonymousId\":\"%s\"".formatted(visitor);
    String person = "\"email\":\"%s@acme.example\"".formatted(visitor);
    String both = device + ',' + person;

    String absorbed = leadOf(said(device, "c-1"));
    assertThat(leadOf(said(device, "c-2"))).isEqualTo(absorbed);
    String survivor = leadOf(said(person, "c-3"));
    assertThat(survivor).isNotEqualTo(absorbed);
    assertThat(leadOf(said(both, "c-4"))).isEqualTo(survivor);
    for (int conversation = 1; conversation <= 4; conversation++)
      assertThat(said(both, "c-" + conversation))
          .as("tried again with a fresh id")
          .isEqualTo(new Outcome.Duplicate(survivor));
  }

  @Test
  void a_message_that_was_stored_under_its_number_alone_is_known_again_by_what_it_says() {
    String device = "\"anonymousId\":\"before-%s\"".formatted(UUID.randomUUID());
    UUID lead = UUID.fromString(leadOf(said(device, "c-1")));
    said(device, null);
    String last = "(select max(sequence_number) from lead_events where aggregate_identifier = ?)";
    UUID number =
        service
            .jdbc()
            .queryForObject(
                "select natural_key from lead_events where aggregate_identifier = ? and"
                    + " sequence_number = "
                    + last,
                UUID.class,
                lead,
                lead);
    for (UUID key : new UUID[] {null, number})
      service
          .jdbc()
          .update(
              "update lead_events set natural_key = ? where aggregate_identifier = ? and"
                  + " natural_key is not null and (sequence_number = "
                  + last
                  + ") = ?",
              key,
              lead,
              lead,
              key == null);

    assertThat(said(device, "c-1")).isEqualTo(new Outcome.Duplicate(lead.toString()));
    assertThat(said(device, "c-2")).isInstanceOf(Outcome.Stored.class);
  }

  @Test
  void a_batch_that_is_in_its_own_way_is_recorded_one_by_one() {
    service
        .jdbc()
        .execute(
            """
            create function collide() returns trigger language plpgsql as $$
            begin
              if (select count(*) from added where payload_type = 'lead.interaction-recorded') > 1
              then raise unique_violation;
              end if;
              return null;
            end $$;
            create trigger collide after insert on lead_events
              referencing new table as added for each statement execute function collide();
            """);
    String run = "own-way-" + UUID.randomUUID();
    try {
      assertThat(
              service
                  .bean(RecordOneByOne.class)
                  .record(
                      List.of(
                          arrival(MESSAGE, run + "-1", RunningService.message(run, "m-1")),
                          arrival(MESSAGE, run + "-2", RunningService.message(run, "m-2")))))
          .hasSize(2)
          .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Stored.class));
    } finally {
      service.jdbc().execute("drop trigger collide on lead_events; drop function collide()");
    }
  }

  @Test
  void half_a_character_and_nul_are_replaced_and_a_long_text_is_not_cut_in_one() {
    String run = "halves-" + UUID.randomUUID();
    String said =
        "{\"identity\":{\"anonymousId\":\"%s\"},\"payload\":{\"messageId\":\"m\",\"text\":\"%s\"}}";
    produceAndWait(
        () -> {
          service.produce(
              RunningService.headers(MESSAGE, run + "-1"),
              said.formatted(run + "-1", "Hi \\ud83d"));
          service.produce(
              RunningService.headers(MESSAGE, run + "-2"),
              said.formatted(run + "-2", "x".repeat(32767) + "\ud83d\ude00y"));
          service.produce(
              RunningService.headers(MESSAGE, run + "-3"), said.formatted(run + "-3", "a\\u0000b"));
          service.produce(
              RunningService.headers(MESSAGE, run + "-4"), said.formatted(run + "-4\\ude00", "Hi"));
        },
        4);
    new HttpCalls(service)
        .post(
            "/v1/leads",
            "{\"identity\":{\"customerKey\":\"x\",\"anonymousId\":\"%s-5\"},\"fields\":{\"first_name\":\"Ana\\ud83d\"}}"
                .formatted(run))
        .is(201);

    assertThat(textOf(run + "-1")).isEqualTo("Hi \uFFFD");
    assertThat(textOf(run + "-2")).isEqualTo("x".repeat(32767));
    assertThat(interactionsOf(run + "-2").getFirst().personal().payload().text())
        .contains("\"truncated\":true");
    assertThat(textOf(run + "-3")).isEqualTo("a\uFFFDb");
    assertThat(textOf(run + "-4\uFFFD")).isEqualTo("Hi");
    assertThat(interactionsOf(run + "-5"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.personal().observations())
                    .extracting(seen -> seen.value().shown())
                    .contains("Ana\uFFFD"));
  }

  private String textOf(String visitor) {
    List<InteractionRecorded> told = interactionsOf(visitor);
    assertThat(told).hasSize(1);
    return told.getFirst().personal().payload().as(MessageReceived.class).text();
  }

  @Test
  void a_long_field_is_bounded_a_longer_one_refused_and_what_comes_after_is_told() {
    String visitor = "large-" + UUID.randomUUID();
    String body = "{\"identity\":{\"anonymousId\":\"%s\"},\"fields\":{\"notes\":\"%s\"}}";
    var http = new HttpCalls(service);
    http.post("/v1/leads", body.formatted(visitor, "x".repeat(600_000))).is(422);
    http.post("/v1/leads", body.formatted(visitor, "x".repeat(250_000))).is(201);
    String next = http.post("/v1/leads", body.formatted(visitor + "-next", "x")).text("leadId");

    assertThat(service.records(Topics.LEAD_EVENTS, service.stored().size()))
        .extracting(told -> header(told, "ce_subject"))
        .contains(next);
    assertThat(interactionsOf(visitor))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.personal().observations())
                  .extracting(seen -> seen.value().shown().length())
                  .containsExactly(8192);
              assertThat(event.personal().payload().text()).hasSizeGreaterThan(250_000);
            });
  }

  @Test
  void a_record_that_no_letter_can_hold_is_parked_without_its_body_and_stops_nobody() {
    String run = "huge-" + UUID.randomUUID();
    int before = service.records(Topics.CHANNEL_EVENTS_DEAD, 0).size();
    var settings = new HashMap<String, Object>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, service.bootstrapServers());
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 20_000_000);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
    var body =
        RunningService.message(run, "m-1").replace("Hello", "x".repeat(2_000_000)).getBytes(UTF_8);
    produceAndWait(
        () -> {
          try (var producer =
              new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var large = new ProducerRecord<>(Topics.CHANNEL_EVENTS, run.getBytes(UTF_8), body);
            var many =
                new ProducerRecord<>(
                    Topics.CHANNEL_EVENTS, run.getBytes(UTF_8), "{".getBytes(UTF_8));
            for (var record : List.of(large, many))
              RunningService.headers(MESSAGE, run)
                  .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
            many.headers().add("note", "x".repeat(2_000_000).getBytes(UTF_8));
            producer.send(large);
            producer.send(many);
          }
          service.produce(
              run, RunningService.headers(MESSAGE, run), RunningService.message(run, "m-2"));
        },
        3);

    assertThat(interactionsOf(run)).hasSize(1);
    var letters =
        service.records(Topics.CHANNEL_EVENTS_DEAD, before + 2).stream().skip(before).toList();
    assertThat(letters).hasSize(2);
    assertThat(letters)
        .filteredOn(letter -> header(letter, "leadline-reason").equals("TOO_LARGE"))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.value()).isEmpty();
              assertThat(header(letter, "leadline-left-out-bytes"))
                  .isEqualTo(Integer.toString(body.length));
              assertThat(header(letter, "ce_id")).isEqualTo(run);
              new HttpCalls(service)
                  .post(
                      "/v1/ops/dead-letters/ingress-%s-%s/retry"
                          .formatted(
                              header(letter, "leadline-partition"),
                              header(letter, "leadline-offset")),
                      "")
                  .isRefused(409, "nothing-left");
            });
    assertThat(letters)
        .filteredOn(letter -> header(letter, "leadline-reason").equals("NOT_JSON"))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.headers().lastHeader("note")).isNull();
              assertThat(header(letter, "ce_id")).isEqualTo(run);
              assertThat(Integer.parseInt(header(letter, "leadline-left-out-bytes")))
                  .isGreaterThan(2_000_000);
            });
  }

  @Test
  void what_was_delivered_before_a_restart_and_again_after_it_is_stored_once() {
    String visitor = "restart-" + UUID.randomUUID();
    Runnable twenty =
        () -> {
          for (int i = 0; i < 20; i++)
            service.produce(
                RunningService.headers(MESSAGE, visitor + i),
                RunningService.message(visitor, "m-" + i));
        };
    produceAndWait(twenty, 20);
    service.restart();
    produceAndWait(twenty, 20);

    assertThat(interactionsOf(visitor)).hasSize(20);
  }

  @Test
  void every_stored_event_is_announced_in_the_order_of_its_lead() {
    String visitor = "announced-" + UUID.randomUUID();
    produceAndWait(
        () -> {
          for (int i = 0; i < 50; i++)
            service.produce(
                RunningService.headers(MESSAGE, visitor + i),
                RunningService.message(visitor, "m-" + i));
        },
        50);
    List<StoredEvent> stored = service.stored();
    String leadId =
        stored.stream()
            .filter(
                event ->
                    event.event() instanceof InteractionRecorded i
                        && i.personal().identities().stream()
                            .anyMatch(key -> key.value().equals(visitor)))
            .findFirst()
            .orElseThrow()
            .leadId();

    var announced = service.records(Topics.LEAD_EVENTS, stored.size());

    assertThat(announced)
        .extracting(record -> header(record, "ce_id"))
        .containsAll(stored.stream().map(event -> event.eventId().toString()).toList());
    assertThat(announced.stream().filter(r -> header(r, "ce_subject").equals(leadId)))
        .extracting(record -> header(record, "ce_sequence"))
        .containsExactlyElementsOf(
            java.util.stream.IntStream.range(0, 51).mapToObj(Integer::toString).toList());
    assertThat(announced)
        .allSatisfy(record -> assertThat(header(record, "ce_type")).startsWith("leadline.lead."));
  }

  @Test
  void the_same_email_in_two_tenants_is_two_leads() {
    String email = UUID.randomUUID() + "@acme.example";
    String body =
        "{\"identity\":{\"email\":\"%s\",\"asserted\":\"SELF\"},\"payload\":{\"messageId\":\"m\",\"text\":\"Hi\"}}"
            .formatted(email);
    produceAndWait(
        () -> {
          service.produce(with(RunningService.headers(MESSAGE, "t"), "ce_tenantid", "one"), body);
          service.produce(with(RunningService.headers(MESSAGE, "t"), "ce_tenantid", "two"), body);
        },
        2);

    assertThat(
            service.stored().stream()
                .filter(
                    event ->
                        event.event() instanceof InteractionRecorded i
                            && i.personal().identities().stream()
                                .anyMatch(key -> key.value().equals(email)))
                .map(StoredEvent::leadId))
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_message_that_names_a_lead_of_another_tenant_is_no_duplicate_of_what_that_one_said() {
    String visitor = "foreign-" + UUID.randomUUID();
    RecordChannelEvents record = service.bean(RecordChannelEvents.class);
    Outcome first =
        record
            .record(
                List.of(arrival(MESSAGE, visitor + "-1", RunningService.message(visitor, "m-1"))))
            .getFirst();
    assertThat(first).isInstanceOf(Outcome.Stored.class);
    String body =
        "{\"identity\":{\"leadId\":\"%s\",\"email\":\"%s@acme.example\"},\"payload\":{\"messageId\":\"m-1\",\"text\":\"Hi\"}}"
            .formatted(((Outcome.Stored) first).leadId(), visitor);
    Arrival foreign =
        arrival(with(RunningService.headers(MESSAGE, visitor + "-2"), "ce_tenantid", "two"), body);

    assertThat(record.record(List.of(foreign)).getFirst()).isInstanceOf(Outcome.Stored.class);
  }
}
