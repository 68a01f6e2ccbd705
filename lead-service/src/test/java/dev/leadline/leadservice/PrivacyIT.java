package dev.leadline.leadservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Topics;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Control;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.Picture;
import dev.leadline.eventstore.EventMetadata;
import dev.leadline.eventstore.store.EventLog;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.domain.KeepExport;
import dev.leadline.leadservice.domain.PersonExport;
import dev.leadline.leadservice.handling.EraseLeads;
import dev.leadline.leadservice.handling.IngestCounters;
import dev.leadline.leadservice.handling.IngestCounters.Kind;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
import org.springframework.boot.webmvc.autoconfigure.WebMvcProperties;
import tools.jackson.databind.JsonNode;

/** The rights of people over their data (domain 5.9), through Kafka and at the HTTP edge. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivacyIT {

  private static final String CHAT = "leadline.chat.message-received.v1";
  private static final Duration SOON = Duration.ofSeconds(20);

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

  /** Somebody with a cookie and an email that nobody else has. */
  private record Person(String cookie, String email) {
    static Person somebody() {
      String name = UUID.randomUUID().toString().substring(0, 8);
      return new Person("cookie-" + name, name + "@acme.example");
    }

    String says(String messageId, String text) {
      return """
      {"identity": {"anonymousId": "%s", "email": "%s", "asserted": "SELF"},
       "payload": {"messageId": "%s", "text": "%s"}}
      """
          .formatted(cookie, email, messageId, text);
    }

    String looks() {
      return """
      {"identity": {"anonymousId": "%s"}, "payload": {"url": "https://www.example.com/pricing"}}
      """
          .formatted(cookie);
    }
  }

  private long received() {
    long all = 0;
    for (Kind kind : Kind.values()) all += service.bean(IngestCounters.class).count(kind);
    return all;
  }

  private void tell(String type, String id, Instant at, String body) {
    long before = received();
    var headers = new HashMap<>(RunningService.headers(type, id));
    headers.put("ce_time", at.toString());
    service.produce(headers, body);
    service.flush();
    await("the record has an outcome").atMost(SOON).until(() -> received() == before + 1);
  }

  private void tell(String type, String body) {
    tell(type, UUID.randomUUID().toString(), Instant.now(), body);
  }

  private Set<String> leadsOf(Person person) {
    return service.stored().stream()
        .filter(
            stored ->
                stored.event() instanceof InteractionRecorded recorded
                    && recorded.personal() != null
                    && recorded.personal().identities().stream()
                        .anyMatch(key -> key.value().equals(person.email())))
        .map(StoredEvent::leadId)
        .collect(Collectors.toSet());
  }

  private String leadOf(Person person) {
    assertThat(leadsOf(person)).hasSize(1);
    return leadsOf(person).iterator().next();
  }

  private String aLead(Person person) {
    tell(CHAT, person.says("m-1", "My knee hurts"));
    return leadOf(person);
  }

  private List<LeadEvent> eventsOf(String lead) {
    return service.stored().stream()
        .filter(stored -> stored.leadId().equals(lead))
        .map(StoredEvent::event)
        .toList();
  }

  private record Answer(int status, String text) {
    JsonNode body() {
      return Json.MAPPER.readTree(text);
    }
  }

  private Answer post(String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) request.headers(headers);
    return answer(request.build());
  }

  private Answer get(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(service.address() + path));
    if (headers.length > 0) request.headers(headers);
    return answer(request.build());
  }

  private Answer answer(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException broken) {
      throw new AssertionError(broken);
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  private Answer erase(String lead, String... headers) {
    return post(
        "/v1/privacy/erasures",
        "{\"leadId\":\"%s\",\"legalBasis\":\"GDPR article 17\",\"memberId\":\"sam\"}"
            .formatted(lead),
        headers);
  }

  private Answer export(String lead, String... headers) {
    return post("/v1/privacy/exports", "{\"leadId\":\"%s\"}".formatted(lead), headers);
  }

  private static void refused(Answer answer, int status, String type) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.body().path("type").asString()).isEqualTo("/problems/" + type);
    assertThat(answer.body().path("detail").asString()).endsWith(".");
  }

  /** Stores an event as another instance of the service would. */
  private void elsewhere(String lead, LeadEvent event) {
    service
        .bean(EventStore.class)
        .publish(
            new GenericDomainEventMessage<>(
                LeadAggregate.class.getSimpleName(),
                lead,
                eventsOf(lead).size(),
                event,
                EventMetadata.of("default").toMetaData()));
  }

  private Absorbed asPart(String lead, String into) {
    Picture picture =
        eventsOf(lead).stream()
            .filter(InteractionRecorded.class::isInstance)
            .map(event -> Picture.of((InteractionRecorded) event))
            .reduce(Picture.EMPTY, Picture::and);
    return new Absorbed(
        lead,
        into,
        LeadSource.LEADLINE,
        picture,
        Control.AUTOMATED,
        Block.NONE,
        new TreeSet<>(),
        false,
        Instant.now());
  }

  private void merge(String part, String survivor) {
    Absorbed whole = asPart(part, survivor);
    elsewhere(
        survivor,
        new LeadEvent.LeadAbsorbed(
            part,
            List.of(whole.withoutPersonal()),
            null,
            Instant.now(),
            new LeadEvent.Parts(List.of(whole))));
    elsewhere(part, new LeadEvent.LeadMergedInto(survivor, null, Instant.now()));
  }

  /** What comes for a part lies on the stream of the lead that has absorbed it. */
  private void meanwhile(String part, String survivor, String text) {
    var said =
        (InteractionRecorded)
            eventsOf(part).stream()
                .filter(InteractionRecorded.class::isInstance)
                .findFirst()
                .orElseThrow();
    var content = said.personal();
    elsewhere(
        survivor,
        new InteractionRecorded(
            said.origin(),
            said.decision(),
            part,
            new dev.leadline.events.lead.Content(
                content.identities(),
                content.observations(),
                null,
                null,
                null,
                null,
                Json.of(Json.MAPPER.createObjectNode().put("text", text)),
                null,
                null)));
  }

  @Test
  void an_erasure_answers_with_its_proof_and_the_store_has_forgotten_the_person() {
    Person person = Person.somebody();
    String lead = aLead(person);
    Answer begun = erase(lead);
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    assertThat(eventsOf(lead)).allMatch(event -> event.personal() == null);
    assertThat(eventsOf(lead).getLast()).isInstanceOf(LeadErased.class);

    String id = begun.body().path("id").asString();
    JsonNode proof =
        await("the erasure is done")
            .atMost(SOON)
            .until(
                () -> get("/v1/privacy/erasures/" + id).body(),
                answer -> answer.path("status").asString().equals("DONE"));
    assertThat(proof.path("leadId").asString()).isEqualTo(lead);
    assertThat(proof.path("requestedBy").asString()).isEqualTo("sam");
    assertThat(proof.path("legalBasis").asString()).isEqualTo("GDPR article 17");
    assertThat(proof.path("leads").asInt()).isEqualTo(1);
    assertThat(proof.path("events").asInt()).isEqualTo(2);
    assertThat(proof.path("identities").asInt()).isEqualTo(2);
    assertThat(Instant.parse(proof.path("kafkaUntil").asString()))
        .isEqualTo(Instant.parse(proof.path("erasedAt").asString()).plus(Duration.ofDays(7)));
    assertThat(proof.toString()).doesNotContain(person.email(), person.cookie(), "knee");
    refused(get("/v1/leads/" + lead + "/control"), 410, "erased");
  }

  @Test
  void an_anonymous_shell_is_kept_so_that_totals_stay_true() {
    String lead = aLead(Person.somebody());
    InteractionRecorded before = (InteractionRecorded) eventsOf(lead).get(1);
    erase(lead);
    assertThat(eventsOf(lead).get(1)).isEqualTo(before.withoutPersonal());
    assertThat(((InteractionRecorded) eventsOf(lead).get(1)).decision())
        .isEqualTo(before.decision());
  }

  @Test
  void a_lead_that_never_was_and_one_of_another_tenant_cannot_be_erased() {
    refused(erase(UUID.randomUUID().toString()), 404, "unknown-lead");
    refused(erase("nobody"), 404, "unknown-lead");
    String lead = aLead(Person.somebody());
    refused(erase(lead, "Leadline-Tenant", "other"), 404, "unknown-lead");
    assertThat(eventsOf(lead)).noneMatch(LeadErased.class::isInstance);
  }

  @Test
  void a_person_is_erased_once() {
    String lead = aLead(Person.somebody());
    String erasedAt = erase(lead).body().path("erasedAt").asString();
    Answer again = erase(lead);
    refused(again, 409, "already-erased");
    assertThat(Instant.parse(again.body().path("erasedAt").asString()))
        .isEqualTo(Instant.parse(erasedAt));
    assertThat(eventsOf(lead)).filteredOn(LeadErased.class::isInstance).hasSize(1);
  }

  @Test
  void a_repetition_under_the_same_key_is_answered_alike_and_another_one_is_refused() {
    String lead = aLead(Person.somebody());
    String key = UUID.randomUUID().toString();
    Answer first = erase(lead, "Idempotency-Key", key);
    Answer again = erase(lead, "Idempotency-Key", key);
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.body().path("id")).isEqualTo(first.body().path("id"));
    refused(erase(aLead(Person.somebody()), "Idempotency-Key", key), 409, "idempotency-key-reused");
    refused(erase(lead, "Idempotency-Key", "k".repeat(201)), 400, "bad-header");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{not json", "[]"})
  void a_body_that_is_no_json_object_is_refused(String body) {
    refused(post("/v1/privacy/erasures", body), 400, "not-json");
    refused(post("/v1/privacy/exports", body), 400, "not-json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|leadId",
        "{\"leadId\":7}|leadId",
        "{\"leadId\":\"l\",\"legalBasis\":7}|legalBasis",
        "{\"leadId\":\"l\",\"memberId\":[]}|memberId"
      })
  void a_body_with_a_mistake_is_refused_and_the_field_named(String body, String field) {
    for (String path : List.of("/v1/privacy/erasures", "/v1/privacy/exports")) {
      Answer answer = post(path, body);
      refused(answer, 422, "invalid-command");
      assertThat(answer.body().path("errors").get(0).path("field").asString()).isEqualTo(field);
    }
  }

  @Test
  void what_never_was_asked_for_is_unknown() {
    refused(get("/v1/privacy/erasures/" + UUID.randomUUID()), 404, "unknown-erasure");
    refused(get("/v1/privacy/erasures/x"), 404, "unknown-erasure");
    refused(get("/v1/privacy/exports/" + UUID.randomUUID()), 404, "unknown-export");
    refused(get("/v1/privacy/exports/x/data.json"), 404, "unknown-export");
    refused(get("/v1/privacy/exports/x/data.csv"), 404, "unknown-export");
  }

  @Test
  void erasing_the_survivor_erases_all_absorbed_parts() {
    String part = aLead(Person.somebody());
    String survivor = aLead(Person.somebody());
    merge(part, survivor);
    meanwhile(part, survivor, "Said meanwhile");
    Answer moved = erase(part);
    refused(moved, 409, "merged");
    assertThat(moved.body().path("movedTo").asString()).isEqualTo(survivor);

    Answer begun = erase(survivor);
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    assertThat(begun.body().path("leads").asInt()).isEqualTo(2);
    assertThat(begun.body().path("identities").asInt()).isEqualTo(4);
    for (String lead : List.of(part, survivor)) {
      assertThat(eventsOf(lead)).allMatch(event -> event.personal() == null);
      assertThat(eventsOf(lead).getLast()).isInstanceOf(LeadErased.class);
    }
    assertThat(((LeadErased) eventsOf(survivor).getLast()).absorbedLeadIds()).containsExactly(part);
    refused(erase(part), 409, "already-erased");
  }

  private void unmerge(String part, String survivor) {
    elsewhere(survivor, new LeadEvent.LeadUnmerged(part, null, Instant.now()));
    Absorbed restored = asPart(part, survivor);
    elsewhere(
        part,
        new LeadEvent.LeadRestored(
            survivor,
            List.of(restored.withoutPersonal()),
            null,
            Instant.now(),
            new LeadEvent.Parts(List.of(restored))));
  }

  @Test
  void a_part_that_another_instance_gave_to_the_lead_is_erased_with_it() {
    String part = aLead(Person.somebody());
    String before = aLead(Person.somebody());
    String survivor = aLead(Person.somebody());
    merge(part, before);
    refused(erase(part), 409, "merged");
    unmerge(part, before);
    merge(part, survivor);

    Answer begun = erase(survivor);
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    assertThat(begun.body().path("leads").asInt()).isEqualTo(2);
    for (String lead : List.of(part, survivor)) {
      assertThat(eventsOf(lead)).allMatch(event -> event.personal() == null);
      assertThat(eventsOf(lead).getLast()).as(lead).isInstanceOf(LeadErased.class);
    }
    assertThat(begun.body().path("events").asInt())
        .isEqualTo(eventsOf(part).size() - 1 + eventsOf(survivor).size() - 1);
    assertThat(eventsOf(before)).anyMatch(event -> event.personal() != null);
  }

  @Test
  void the_version_that_another_instance_has_brought_the_lead_to_is_the_one_that_is_erased() {
    String lead = aLead(Person.somebody());
    elsewhere(lead, new LeadEvent.IdentityConfirmed(Instant.now()));
    var newest = new EraseLeads.Request("default", lead, null, 0, 3L, "sam", null, Instant.now());
    assertThat(service.bean(EraseLeads.class).erase(newest)).isInstanceOf(EraseLeads.Begun.class);
    assertThat(eventsOf(lead).getLast()).isInstanceOf(LeadErased.class);
  }

  @Test
  void an_unmerged_part_is_erased_on_request_with_what_came_for_it_meanwhile() {
    String part = aLead(Person.somebody());
    Person other = Person.somebody();
    String survivor = aLead(other);
    merge(part, survivor);
    meanwhile(part, survivor, "Said meanwhile");
    unmerge(part, survivor);

    assertThat(erase(part).status()).isEqualTo(202);
    assertThat(eventsOf(part)).allMatch(event -> event.personal() == null);
    assertThat(eventsOf(survivor))
        .filteredOn(event -> event.personal() != null)
        .hasSize(1)
        .allMatch(event -> ((InteractionRecorded) event).leadId() == null);
    assertThat(export(survivor).status()).isEqualTo(202);
  }

  /** Whoever hears of an erasure forgets all leads that it names. */
  @Test
  void a_lead_that_was_given_back_is_not_erased_with_those_that_it_was_part_of() {
    String givenBack = aLead(Person.somebody());
    String part = aLead(Person.somebody());
    String survivor = aLead(Person.somebody());
    done(part, "merge", "absorbLeadId", givenBack);
    done(survivor, "merge", "absorbLeadId", part);
    done(survivor, "unmerge", "leadId", givenBack);

    Answer begun = erase(survivor);
    assertThat(begun.status()).as(begun.text()).isEqualTo(202);
    assertThat(begun.body().path("leads").asInt()).isEqualTo(2);
    assertThat(List.of(survivor, part))
        .flatExtracting(lead -> ((LeadErased) eventsOf(lead).getLast()).leadIds(lead))
        .containsOnly(survivor, part);
    assertThat(export(givenBack).status()).isEqualTo(202);
  }

  private void done(String lead, String action, String name, String other) {
    Answer answer =
        post(
            "/v1/leads/%s/%s".formatted(lead, action),
            "{\"memberId\":\"sam\",\"memberName\":\"Sam Reed\",\"%s\":\"%s\"}"
                .formatted(name, other));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private List<ConsumerRecord<byte[], byte[]>> letters() {
    return service.records(Topics.CHANNEL_EVENTS_DEAD, 0);
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    var text = new StringBuilder();
    for (var header : record.headers())
      text.append(header.key())
          .append('=')
          .append(new String(header.value(), StandardCharsets.UTF_8))
          .append('\n');
    byte[] value = record.value() == null ? new byte[0] : record.value();
    return text.append(new String(value, StandardCharsets.UTF_8)).toString();
  }

  @Test
  void a_late_event_does_not_bring_an_erased_person_back_and_is_kept_without_its_content() {
    Person person = Person.somebody();
    String lead = aLead(person);
    Instant before = Instant.now();
    erase(lead);
    String id = "late-" + UUID.randomUUID();
    tell(CHAT, id, before, person.says("m-late", "My late words"));
    assertThat(leadsOf(person)).isEmpty();
    assertThat(eventsOf(lead).getLast()).isInstanceOf(LeadErased.class);
    assertThat(letters())
        .filteredOn(letter -> text(letter).contains(id))
        .singleElement()
        .satisfies(
            letter ->
                assertThat(text(letter))
                    .contains("leadline-reason=ERASED")
                    .doesNotContain(person.email(), person.cookie(), "late words"));
  }

  @Test
  void an_event_dated_in_the_future_does_not_bring_an_erased_person_back() {
    Person person = Person.somebody();
    erase(aLead(person));
    tell(
        CHAT,
        UUID.randomUUID().toString(),
        Instant.now().plus(Duration.ofDays(400)),
        person.says("m-future", "From the future"));
    assertThat(leadsOf(person)).isEmpty();
  }

  @Test
  void a_replay_by_a_producer_does_not_bring_an_erased_person_back() {
    Person person = Person.somebody();
    String id = "replayed-" + UUID.randomUUID();
    Instant at = Instant.now();
    tell(CHAT, id, at, person.says("m-1", "Hello"));
    erase(leadOf(person));
    int stored = service.stored().size();
    tell(CHAT, id, at, person.says("m-1", "Hello"));
    assertThat(service.stored()).hasSize(stored);
  }

  @Test
  void the_cookie_of_an_erased_person_meets_nobody() {
    Person person = Person.somebody();
    erase(aLead(person));
    int stored = service.stored().size();
    tell("leadline.web.page-viewed.v1", person.looks());
    assertThat(service.stored()).hasSize(stored);
  }

  @Test
  void a_pull_from_a_crm_does_not_bring_an_erased_person_back() {
    Person person = Person.somebody();
    erase(aLead(person));
    int stored = service.stored().size();
    tell(
        "leadline.crm.record-pulled.v1",
        """
        {"identity": {"email": "%s", "asserted": "CRM"},
         "payload": {"system": "HUBSPOT", "objectType": "contact", "externalId": "%s",
                     "fields": {"email": "%s"}, "modifiedAt": "%s"}}
        """
            .formatted(person.email(), UUID.randomUUID(), person.email(), Instant.now()));
    assertThat(service.stored()).hasSize(stored);
    refused(
        post(
            "/v1/leads",
            "{\"identity\":{\"email\":\"%s\"},\"fields\":{}}".formatted(person.email())),
        410,
        "erased");
  }

  @Test
  void a_new_self_identification_after_the_erasure_makes_a_new_lead() {
    Person person = Person.somebody();
    String lead = aLead(person);
    erase(lead);
    tell(CHAT, person.says("m-back", "I am back"));
    String again = leadOf(person);
    assertThat(again).isNotEqualTo(lead);
    tell("leadline.web.page-viewed.v1", person.looks());
    assertThat(eventsOf(again)).as("registered, said, looked").hasSize(3);
    assertThat(eventsOf(lead).getLast()).isInstanceOf(LeadErased.class);
  }

  @Test
  void somebody_else_on_the_device_of_an_erased_person_is_met() {
    Person person = Person.somebody();
    erase(aLead(person));
    Person other = new Person(person.cookie(), Person.somebody().email());
    tell(CHAT, other.says("m-other", "Same computer"));
    assertThat(leadsOf(other)).hasSize(1);
  }

  @Test
  void parked_records_of_an_erased_person_are_deleted_and_later_ones_kept_without_content() {
    Person person = Person.somebody();
    Person other = Person.somebody();
    String lead = aLead(person);
    String broken = "{\"identity\": {\"email\": \"%s\"}, \"payload\": {\"words\": \"secret\"}}";
    tell(CHAT, broken.formatted(person.email()));
    tell(CHAT, "no json, but about " + person.email());
    tell(CHAT, broken.formatted(other.email()));
    assertThat(letters()).filteredOn(letter -> isAbout(letter, person)).hasSize(2);

    String id = erase(lead).body().path("id").asString();
    await("the erasure is done")
        .atMost(SOON)
        .until(
            () -> get("/v1/privacy/erasures/" + id).body().path("status").asString(),
            "DONE"::equals);
    assertThat(get("/v1/privacy/erasures/" + id).body().path("deadLetters").asInt()).isEqualTo(2);
    Set<String> left = new java.util.HashSet<>();
    for (var letter : letters()) {
      String key = new String(letter.key(), StandardCharsets.UTF_8);
      if (letter.value() == null) left.remove(key);
      else if (isAbout(letter, person)) left.add(key);
    }
    assertThat(left).as("letters that compaction would keep").isEmpty();
    assertThat(letters()).filteredOn(letter -> isAbout(letter, other)).hasSize(1);

    int before = letters().size();
    tell(CHAT, broken.formatted(person.email()));
    assertThat(letters()).hasSize(before + 1);
    assertThat(text(letters().getLast()))
        .contains("leadline-reason=BAD_BODY")
        .doesNotContain(person.email(), "secret");
  }

  /** One record in structured mode, where all that is told of an event lies in the body. */
  private void tellStructured(String tenant, String id, String data) {
    long before = received();
    service.produce(
        Map.of("content-type", "application/cloudevents+json"),
        """
        {"specversion":"1.0","id":"%s","source":"/channels/test","type":"%s","time":"%s",
         "tenantid":"%s","data":%s}
        """
            .formatted(id, CHAT, Instant.now(), tenant, data));
    service.flush();
    await("the record has an outcome").atMost(SOON).until(() -> received() == before + 1);
  }

  private List<JsonNode> waiting(String tenant) {
    return get("/v1/ops/dead-letters?limit=200", "Leadline-Tenant", tenant)
        .body()
        .path("items")
        .valueStream()
        .toList();
  }

  @Test
  void a_parked_record_in_structured_mode_is_of_its_tenant_and_goes_with_its_person() {
    Person person = Person.somebody();
    tellStructured("beta", UUID.randomUUID().toString(), person.says("m-1", "Hello"));
    String lead = leadOf(person);
    int others = waiting("default").size();
    String cookie = "{\"identity\":{\"anonymousId\":\"%s\"},\"payload\":{\"words\":\"secret\"}}";
    String leadId = "{\"identity\":{\"leadId\":\"%s\"},\"payload\":{\"words\":\"secret\"}}";
    tellStructured("beta", "by-cookie", cookie.formatted(person.cookie()));
    tellStructured("beta", "by-lead", leadId.formatted(lead));
    tellStructured("beta", "of-another", cookie.formatted("another"));

    assertThat(waiting("default")).hasSize(others);
    assertThat(waiting("beta"))
        .allSatisfy(letter -> assertThat(letter.path("type").asString()).isEqualTo(CHAT))
        .extracting(
            letter -> letter.path("eventId").asString(),
            letter -> letter.path("leadId").asString(""))
        .containsExactly(tuple("of-another", ""), tuple("by-lead", lead), tuple("by-cookie", ""));
    tell(CHAT, "no json, but about " + lead);

    String id = erase(lead, "Leadline-Tenant", "beta").body().path("id").asString();
    String proof = "/v1/privacy/erasures/" + id;
    await("the erasure is done")
        .atMost(SOON)
        .until(
            () -> get(proof, "Leadline-Tenant", "beta").body().path("status").asString(),
            "DONE"::equals);
    assertThat(get(proof, "Leadline-Tenant", "beta").body().path("deadLetters").asInt())
        .isEqualTo(3);
    assertThat(waiting("beta"))
        .extracting(letter -> letter.path("eventId").asString())
        .containsExactly("of-another");

    tellStructured("beta", "late", cookie.formatted(person.cookie()));
    assertThat(waiting("default")).as("what is left of it is not another's").hasSize(others);
    assertThat(waiting("beta").getFirst().path("retryable").asBoolean()).isFalse();
  }

  private static boolean isAbout(ConsumerRecord<byte[], byte[]> letter, Person person) {
    return letter.value() != null && text(letter).contains(person.email());
  }

  @Test
  void another_instance_that_knows_the_lead_refuses_from_the_erasure_on() {
    String lead = aLead(Person.somebody());
    try (var other = service.another()) {
      String there = "http://127.0.0.1:" + other.getEnvironment().getProperty("local.server.port");
      String body = "{\"memberId\":\"sam\",\"memberName\":\"Sam Reed\"}";
      var takeover =
          HttpRequest.newBuilder(URI.create(there + "/v1/leads/" + lead + "/takeover"))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      assertThat(answer(takeover).status()).isEqualTo(200);
      erase(lead);
      refused(answer(takeover), 410, "erased");
      assertThat(other.getBean(EventLog.class).readAfter(0, 1_000_000))
          .filteredOn(stored -> stored.leadId().equals(lead))
          .allMatch(stored -> stored.event().personal() == null);
    }
  }

  @Test
  void an_export_tells_all_that_is_known_as_json_and_as_csv() {
    Person person = Person.somebody();
    String lead = aLead(person);
    tell(CHAT, person.says("m-2", "=cmd|' /C calc'!A0"));
    tell(CHAT, person.says("m-3", "\u00a0\u200b=1+1"));
    Answer asked = export(lead);
    assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    assertThat(asked.body().path("status").asString()).isEqualTo("READY");
    tell(CHAT, person.says("m-4", "Said after it was asked for"));

    Answer json = get(asked.body().path("json").asString());
    JsonNode all = json.body();
    assertThat(all.path("leadIds")).hasSize(1);
    JsonNode email = all.path("profile").path("sections").path("personal").path("email");
    assertThat(email.path("value").asString()).isEqualTo(person.email());
    assertThat(email.path("provenance").asString()).isEqualTo("SELF");
    assertThat(all.path("history")).hasSize(4);
    assertThat(json.text()).contains("My knee hurts").doesNotContain("Said after");

    Answer csv = get(asked.body().path("csv").asString());
    assertThat(csv.text().lines())
        .startsWith("leadId,happenedAt,recordedAt,type,source,field,value,provenance")
        .anyMatch(line -> line.contains("email," + person.email() + ",SELF"))
        .anyMatch(line -> line.contains("text,My knee hurts,"))
        .anyMatch(line -> line.contains("'\u00a0\u200b=1+1"))
        .anyMatch(line -> line.contains(",\"'=cmd|' /C calc'!A0\","));
    assertThat(get("/v1/privacy/exports/" + asked.body().path("id").asString()).text())
        .isEqualTo(asked.text());
  }

  @Test
  void an_export_holds_every_part_and_nothing_about_others() {
    Person first = Person.somebody();
    Person second = Person.somebody();
    String part = aLead(first);
    String survivor = aLead(second);
    merge(part, survivor);
    meanwhile(part, survivor, "Said meanwhile");
    refused(export(part), 409, "merged");
    String merged = get(export(survivor).body().path("json").asString()).text();
    assertThat(merged).contains(first.email(), second.email(), "Said meanwhile");

    elsewhere(survivor, new LeadEvent.LeadUnmerged(part, null, Instant.now()));
    Absorbed restored = asPart(part, survivor);
    elsewhere(
        part,
        new LeadEvent.LeadRestored(
            survivor,
            List.of(restored.withoutPersonal()),
            null,
            Instant.now(),
            new LeadEvent.Parts(List.of(restored))));
    String own = get(export(part).body().path("json").asString()).text();
    assertThat(own).contains(first.email(), "Said meanwhile").doesNotContain(second.email());
    String others = get(export(survivor).body().path("json").asString()).text();
    assertThat(others).contains(second.email()).doesNotContain(first.email(), "Said meanwhile");
  }

  @Test
  void an_export_is_for_the_tenant_of_the_lead_alone() {
    String lead = aLead(Person.somebody());
    refused(export(lead, "Leadline-Tenant", "other"), 404, "unknown-lead");
    JsonNode own = export(lead).body();
    for (String path :
        List.of(
            "/v1/privacy/exports/" + own.path("id").asString(),
            own.path("json").asString(),
            own.path("csv").asString())) {
      refused(get(path, "Leadline-Tenant", "other"), 404, "unknown-export");
      assertThat(get(path).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 201})
  void a_key_that_makes_no_sense_begins_no_export(int length) {
    refused(
        export(aLead(Person.somebody()), "Idempotency-Key", "k".repeat(length)), 400, "bad-header");
  }

  @Test
  void the_rights_of_a_person_hold_for_one_who_is_blocked() {
    Person person = Person.somebody();
    String lead = aLead(person);
    String spam = "{\"memberId\":\"sam\",\"memberName\":\"Sam Reed\",\"reason\":\"spam\"}";
    assertThat(post("/v1/leads/" + lead + "/block", spam).status()).isEqualTo(200);
    tell(CHAT, person.says("m-2", "What do you know of me?"));
    assertThat(((InteractionRecorded) eventsOf(lead).getLast()).decision().hidden()).isTrue();

    Answer asked = export(lead);
    assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    for (String file : List.of("json", "csv"))
      assertThat(get(asked.body().path(file).asString()).text())
          .contains(person.email(), "My knee hurts", "What do you know of me?", "spam");

    assertThat(erase(lead).status()).isEqualTo(202);
    assertThat(eventsOf(lead)).allMatch(event -> event.personal() == null);
    refused(get(asked.body().path("json").asString()), 410, "erased");
  }

  @Test
  void an_export_ends_with_the_erasure_and_with_its_time() {
    String lead = aLead(Person.somebody());
    JsonNode asked = export(lead).body();
    assertThat(get(asked.path("json").asString()).status()).isEqualTo(200);
    var old =
        new PersonExport(
            UUID.randomUUID(),
            "default",
            lead,
            null,
            Instant.now().minus(Duration.ofDays(8)),
            Instant.now().minus(Duration.ofDays(1)),
            9);
    service.bean(KeepExport.class).keep(old);
    refused(get("/v1/privacy/exports/" + old.id() + "/data.csv"), 410, "expired");

    erase(lead);
    refused(get(asked.path("json").asString()), 410, "erased");
    refused(get(asked.path("csv").asString()), 410, "erased");
    refused(export(lead), 410, "erased");
    refused(export(UUID.randomUUID().toString()), 404, "unknown-lead");
  }

  /** What is written while it is read broke off after half a minute, as a large one does. */
  @Test
  void an_export_is_read_for_as_long_as_its_reader_takes() {
    assertThat(service.bean(WebMvcProperties.class).getAsync().getRequestTimeout())
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void nothing_personal_is_in_any_row_of_the_database() {
    Person person = Person.somebody();
    String lead = aLead(person);
    export(lead);
    for (int erased = 0; erased < 2; erased++) {
      var found = new ArrayList<String>();
      for (String table :
          service
              .jdbc()
              .queryForList(
                  "select table_name from information_schema.tables where table_schema = 'public'",
                  String.class))
        for (Map<String, Object> row : service.jdbc().queryForList("select * from " + table))
          for (Object value : row.values()) {
            String text =
                value instanceof byte[] bytes
                    ? new String(bytes, StandardCharsets.ISO_8859_1)
                    : String.valueOf(value);
            if (text.contains(person.email()) || text.contains("My knee")) found.add(table);
          }
      assertThat(found).isEmpty();
      erase(lead);
    }
  }
}
