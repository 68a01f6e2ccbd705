package dev.leadline.leadservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadEvent.FieldEdited;
import dev.leadline.events.lead.LeadState;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.HttpCalls.Answer;
import dev.leadline.leadservice.handling.CommandLeads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The data model of a tenant, and what members type into it (domain 2.2, 4.4, 5.13). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FieldsIT {

  private static final String SAM = "\"memberId\":\"sam\",\"memberName\":\"Sam Reed\"";

  private RunningService service;
  private HttpCalls http;

  @BeforeAll
  void start(@TempDir Path folder) {
    service = new RunningService(folder);
    http = new HttpCalls(service);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private Answer declared(String name, String type, String... headers) {
    return http.post(
        "/v1/fields",
        "{\"name\":\"%s\",\"label\":\"Anything\",\"type\":\"%s\"}".formatted(name, type),
        headers);
  }

  private Answer upserted(String email, String fields) {
    return http.post(
        "/v1/leads", "{\"identity\":{\"email\":\"%s\"},\"fields\":{%s}}".formatted(email, fields));
  }

  private static String anEmail() {
    return UUID.randomUUID() + "@acme.example";
  }

  private String aLead() {
    return upserted(anEmail(), "\"first_name\":\"Ana\"").is(201).text("leadId");
  }

  private LeadState lead(String leadId) {
    return Objects.requireNonNull(service.bean(CommandLeads.class).find("default", leadId));
  }

  private @Nullable FieldValue field(String leadId, String name) {
    return lead(leadId).picture().field(name);
  }

  private Answer edited(String leadId, String fields, String... headers) {
    return http.patch(
        "/v1/leads/" + leadId, "{%s,\"fields\":{%s}}".formatted(SAM, fields), headers);
  }

  @Test
  void the_data_model_lists_built_in_fields_and_those_of_the_tenant() {
    declared("budget", "NUMBER").is(201);
    var items = http.get("/v1/fields").body().path("items");
    assertThat(items.valueStream().map(field -> field.path("name").asString()))
        .contains("email", "num_employees", "budget");
    var budget =
        items
            .valueStream()
            .filter(field -> field.path("name").asString().equals("budget"))
            .findFirst()
            .orElseThrow();
    assertThat(budget.path("type").asString()).isEqualTo("NUMBER");
    assertThat(budget.path("label").asString()).isEqualTo("Anything");
    assertThat(budget.path("builtIn").asBoolean()).isFalse();
  }

  @Test
  void the_type_of_a_field_is_permanent_and_its_label_is_not() {
    declared("team_size", "NUMBER").is(201);
    declared("team_size", "TEXT").isRefused(409, "field-type-permanent");
    http.post(
            "/v1/fields", "{\"name\":\"team_size\",\"label\":\"Size of team\",\"type\":\"NUMBER\"}")
        .is(200);
    assertThat(http.get("/v1/fields").body().toString()).contains("Size of team");
  }

  @Test
  void a_field_of_one_tenant_is_no_field_of_another() {
    declared("region_code", "NUMBER", "Leadline-Tenant", "one").is(201);
    declared("region_code", "TEXT", "Leadline-Tenant", "two").is(201);
    assertThat(http.get("/v1/fields", "Leadline-Tenant", "three").body().toString())
        .doesNotContain("region_code");
  }

  @Test
  void a_built_in_field_is_not_declared_again() {
    declared("email", "TEXT").isRefused(409, "field-built-in");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"label\":\"A\",\"type\":\"TEXT\"}|name",
        "{\"name\":\"Upper Case\",\"label\":\"A\",\"type\":\"TEXT\"}|name",
        "{\"name\":\"employee_count\",\"label\":\"A\",\"type\":\"NUMBER\"}|name",
        "{\"name\":\"a\",\"type\":\"TEXT\"}|label",
        "{\"name\":\"a\",\"label\":\"A\"}|type",
        "{\"name\":\"a\",\"label\":\"A\",\"type\":\"FLOAT\"}|type",
        "{\"name\":7,\"label\":\"A\",\"type\":\"TEXT\"}|name"
      })
  void a_field_with_a_mistake_is_refused_and_the_mistake_named(String body, String field) {
    Answer answer = http.post("/v1/fields", body);
    answer.isRefused(422, "invalid-field");
    assertThat(answer.body().path("errors").get(0).path("field").asString()).isEqualTo(field);
  }

  @Test
  void what_is_no_object_is_refused() {
    http.post("/v1/fields", "[]").isRefused(400, "not-json");
  }

  @Test
  void of_many_who_declare_a_field_at_once_with_different_types_one_type_holds() throws Exception {
    String name = "raced_" + UUID.randomUUID().toString().substring(0, 8);
    Callable<Integer> number = () -> declared(name, "NUMBER").status();
    Callable<Integer> text = () -> declared(name, "TEXT").status();
    try (var members = Executors.newFixedThreadPool(4)) {
      List<Integer> answers =
          members.invokeAll(List.of(number, text, number, text)).stream()
              .map(answer -> answer.resultNow())
              .sorted()
              .toList();
      assertThat(answers).containsExactly(200, 201, 409, 409);
    }
  }

  @Test
  void a_value_of_the_wrong_type_is_refused_by_the_leads_api_and_the_field_named() {
    declared("seats", "NUMBER").is(201);
    Answer wrong = upserted(anEmail(), "\"seats\":\"twelve\"");
    wrong.isRefused(422, "invalid-lead");
    assertThat(wrong.text("detail")).isEqualTo("'seats' is not a whole number.");
    upserted(anEmail(), "\"seats\":12").is(201);
    Answer several =
        http.post(
            "/v1/leads/bulk",
            ("{\"items\":[{\"identity\":{\"email\":\"%s\"},\"fields\":{\"seats\":true}},"
                    + "{\"identity\":{\"email\":\"%s\"},\"fields\":{\"seats\":3}}]}")
                .formatted(anEmail(), anEmail()));
    assertThat(
            several
                .body()
                .path("results")
                .valueStream()
                .map(result -> result.path("status").asInt()))
        .containsExactly(422, 201);
    assertThat(several.body().path("results").get(0).path("problem").path("detail").asString())
        .isEqualTo("'seats' is not a whole number.");
  }

  @Test
  void of_an_event_a_value_of_the_wrong_type_is_not_observed_and_the_event_still_told() {
    declared("biggest_challenge", "TEXT").is(201);
    String visitor = UUID.randomUUID().toString();
    service.produce(
        RunningService.headers("leadline.form.submitted.v1", visitor),
        """
        {"identity": {"anonymousId": "%s"}, "payload": {"formId": "f-1", "fields":
         {"biggest_challenge": 7, "budget_year": 2027, "num_employees": "many"}}}
        """
            .formatted(visitor));
    service.flush();
    StoredEvent stored =
        await("the form is stored")
            .atMost(Duration.ofSeconds(20))
            .until(() -> storedFor(visitor), Objects::nonNull);
    assertThat(field(stored.leadId(), "biggest_challenge")).isNull();
    assertThat(field(stored.leadId(), "num_employees")).isNull();
    assertThat(Objects.requireNonNull(field(stored.leadId(), "budget_year")).value())
        .isEqualTo(new Value.Whole(2027));
    assertThat(stored.event().toString()).contains("biggest_challenge");
  }

  private @Nullable StoredEvent storedFor(String visitor) {
    return service.stored().stream()
        .filter(stored -> stored.event().toString().contains(visitor))
        .findFirst()
        .orElse(null);
  }

  @Test
  void what_a_member_types_holds_against_what_others_tell_later() {
    String leadId = aLead();
    Answer done = edited(leadId, "\"first_name\":\"Anna\",\"job_title\":\"Director\"").is(200);
    assertThat(done.body().path("version").asLong()).isEqualTo(lead(leadId).version());
    http.patch("/v1/leads/" + leadId, "{\"fields\":{\"first_name\":\"Ana\"}}").is(200);
    FieldValue name = Objects.requireNonNull(field(leadId, "first_name"));
    assertThat(name.value().shown()).isEqualTo("Anna");
    assertThat(name.provenance()).isEqualTo(Provenance.MEMBER_EDIT);
    assertThat(
            service.stored().stream()
                .filter(stored -> stored.leadId().equals(leadId))
                .filter(stored -> stored.event() instanceof FieldEdited))
        .hasSize(2);
  }

  @Test
  void an_email_that_a_member_types_ties_what_comes_with_it_to_the_lead() {
    String leadId = aLead();
    String email = anEmail();
    edited(leadId, "\"email\":\" %s \"".formatted(email.toUpperCase(Locale.ROOT))).is(200);
    assertThat(Objects.requireNonNull(field(leadId, "email")).value().shown()).isEqualTo(email);
    assertThat(lead(leadId).picture().known().identities())
        .contains(new IdentityKey(IdentityKey.Kind.EMAIL, email));
    assertThat(upserted(email, "\"last_name\":\"Lima\"").is(200).text("leadId")).isEqualTo(leadId);
  }

  @Test
  void an_email_of_another_lead_is_refused_and_that_lead_named() {
    String email = anEmail();
    String other = upserted(email, "\"first_name\":\"Bea\"").is(201).text("leadId");
    String leadId = aLead();
    Answer taken = edited(leadId, "\"email\":\"%s\"".formatted(email));
    taken.isRefused(409, "identity-taken");
    assertThat(taken.text("leadId")).isEqualTo(other);
    assertThat(Objects.requireNonNull(field(leadId, "email")).value().shown()).isNotEqualTo(email);
    edited(other, "\"email\":\"%s\"".formatted(email)).is(200);
  }

  @Test
  void an_email_of_an_erased_person_is_refused_until_they_give_it_themselves() {
    String email = anEmail();
    String erased = upserted(email, "\"first_name\":\"Bea\"").is(201).text("leadId");
    http.post("/v1/privacy/erasures", "{\"leadId\":\"%s\"}".formatted(erased)).is(202);
    String leadId = aLead();
    Answer refused = edited(leadId, "\"email\":\"%s\"".formatted(email));
    refused.isRefused(409, "identity-erased");
    assertThat(refused.body().has("leadId")).isFalse();
    assertThat(Objects.requireNonNull(field(leadId, "email")).value().shown()).isNotEqualTo(email);
  }

  @Test
  void of_two_leads_given_one_phone_at_once_one_has_it() throws Exception {
    String phone = "\"phone_number\":\"+351 21 123 4567\"";
    String one = aLead();
    String other = aLead();
    try (var members = Executors.newFixedThreadPool(2)) {
      List<Integer> answers =
          members
              .invokeAll(
                  List.<Callable<Integer>>of(
                      () -> edited(one, phone).status(), () -> edited(other, phone).status()))
              .stream()
              .map(answer -> answer.resultNow())
              .sorted()
              .toList();
      assertThat(answers).containsExactly(200, 409);
    }
  }

  private Answer observed(String lead, String field) {
    return http.get("/internal/leads/" + lead + "/observations", "Leadline-Field", field).is(200);
  }

  @Test
  void a_field_may_be_asked_for_by_any_word() {
    String lead = upserted(anEmail(), "\"café\":\"green\"").is(201).text("leadId");
    assertThat(observed(lead, "caf%C3%A9").body().path("items").valueStream())
        .extracting(one -> one.path("value").stringValue())
        .containsExactly("green");
    assertThat(observed(lead, "a%2Fb").body().path("items")).isEmpty();
  }

  @Test
  void observations_tell_every_value_with_who_told_it_newest_first() {
    String email = anEmail();
    String lead = upserted(email, "\"job_title\":\"Clerk\"").is(201).text("leadId");
    upserted(email, "\"job_title\":\"Chief\",\"first_name\":\"Ana\"").is(200);
    edited(lead, "\"job_title\":\"CEO\"").is(200);
    Answer told = observed(lead, "job_title");
    assertThat(told.body().path("items").valueStream())
        .extracting(
            one -> one.path("value").stringValue(),
            one -> one.path("provenance").stringValue(),
            one -> one.path("field").stringValue())
        .containsExactly(
            tuple("CEO", "MEMBER_EDIT", "job_title"),
            tuple("Chief", "API", "job_title"),
            tuple("Clerk", "API", "job_title"));
    assertThat(told.body().path("items").path(0).path("source").stringValue())
        .isEqualTo("Sam Reed");
    assertThat(told.body().path("more").booleanValue()).isFalse();
    assertThat(
            http.get("/internal/leads/" + lead + "/observations")
                .is(200)
                .body()
                .path("items")
                .valueStream()
                .map(one -> one.path("field").stringValue()))
        .contains("job_title", "first_name", "email");
    http.get("/internal/leads/" + lead + "/observations", "Leadline-Tenant", "other")
        .isRefused(404, "unknown-lead");
  }

  @Test
  void the_same_edit_again_changes_nothing() {
    String leadId = aLead();
    Answer first = edited(leadId, "\"job_title\":\"CTO\"", "Idempotency-Key", leadId).is(200);
    Answer again = edited(leadId, "\"job_title\":\"CTO\"", "Idempotency-Key", leadId).is(200);
    assertThat(again.body()).isEqualTo(first.body());
    edited(leadId, "\"job_title\":\"CEO\"", "Idempotency-Key", leadId)
        .isRefused(409, "idempotency-key-reused");
    assertThat(edited(leadId, "\"job_title\":\"CTO\"").is(200).body()).isEqualTo(first.body());
  }

  @Test
  void an_edit_on_a_version_that_is_not_the_newest_is_refused() {
    edited(aLead(), "\"job_title\":\"CTO\"", "If-Match", "\"1\"").isRefused(412, "version-changed");
    edited(aLead(), "\"job_title\":\"CTO\"", "If-Match", "x").isRefused(400, "bad-header");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PATCH||{\"fields\":{\"plan\":\"paid\"}}",
        "POST|/events|{\"name\":\"Trial started\"}",
        "POST|/feedback|{\"messageId\":\"m-1\",\"rating\":\"DOWN\",\"memberId\":\"sam\"}"
      })
  void what_is_told_of_a_lead_on_a_version_that_is_not_the_newest_is_refused(
      String method, @Nullable String action, String body) {
    String leadId = aLead();
    String path = "/v1/leads/" + leadId + Objects.requireNonNullElse(action, "");
    long version = lead(leadId).version();
    Answer old = http.call(method, path, body, "If-Match", "\"%d\"".formatted(version - 1));
    old.isRefused(412, "version-changed");
    assertThat(old.body().path("version").asLong()).isEqualTo(version);
    http.call(method, path, body, "If-Match", "x").isRefused(400, "bad-header");
    assertThat(lead(leadId).version()).as("nothing was stored").isEqualTo(version);

    String seen = "\"%d\"".formatted(version);
    String[] once = {"If-Match", seen, "Idempotency-Key", leadId + action};
    Answer done = http.call(method, path, body, once).is(200);
    assertThat(lead(leadId).version()).isGreaterThan(version);
    assertThat(http.call(method, path, body, once).is(200).body())
        .as("the same call again is answered, though the lead has a newer version by it")
        .isEqualTo(done.body());
    http.call(method, path, body, "If-Match", seen).isRefused(412, "version-changed");
  }

  @Test
  void a_program_that_completes_a_part_sees_the_version_of_the_lead_that_stands_for_it() {
    String leadId = aLead();
    String part = aLead();
    http.post(
            "/v1/leads/%s/merge".formatted(leadId),
            "{%s,\"absorbLeadId\":\"%s\"}".formatted(SAM, part))
        .is(200);
    String fields = "{\"fields\":{\"plan\":\"paid\"}}";
    long version = lead(leadId).version();
    http.patch("/v1/leads/" + part, fields, "If-Match", Long.toString(version + 1))
        .isRefused(412, "version-changed");
    assertThat(
            http.patch("/v1/leads/" + part, fields, "If-Match", Long.toString(version))
                .is(200)
                .text("leadId"))
        .isEqualTo(leadId);
  }

  @Test
  void a_version_of_a_lead_that_nobody_knows_meets_no_other_by_its_keys() {
    String email = anEmail();
    String leadId = upserted(email, "\"first_name\":\"Ana\"").is(201).text("leadId");
    long version = lead(leadId).version();
    String body =
        "{\"identity\":{\"email\":\"%s\"},\"fields\":{\"first_name\":\"Bea\"}}".formatted(email);
    http.patch("/v1/leads/nobody", body, "If-Match", Long.toString(version))
        .isRefused(412, "version-changed");
    http.patch("/v1/leads/nobody", "{\"fields\":{}}", "If-Match", "1")
        .isRefused(404, "unknown-lead");
    assertThat(lead(leadId).version()).isEqualTo(version);
  }

  @Test
  void a_version_where_keys_say_which_lead_is_refused_and_not_passed_over() {
    String lead =
        "{\"identity\":{\"email\":\"%s\"},\"fields\":{\"plan\":\"paid\"}}".formatted(anEmail());
    http.post("/v1/leads", lead, "If-Match", "1").isRefused(400, "bad-header");
    http.post("/v1/leads/bulk", "{\"items\":[%s]}".formatted(lead), "If-Match", "1")
        .isRefused(400, "bad-header");
    http.post("/v1/leads", lead).is(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"fields\":{}|fields",
        "\"fields\":[]|fields",
        "\"fields\":{\"first_name\":7}|first_name",
        "\"fields\":{\"num_employees\":1.5}|num_employees",
        "\"fields\":{\"email\":\"nobody\"}|email"
      })
  void an_edit_with_a_mistake_is_refused_and_the_field_named(String fields, String field) {
    Answer answer = http.patch("/v1/leads/" + aLead(), "{%s,%s}".formatted(SAM, fields));
    answer.isRefused(422, "invalid-command");
    assertThat(answer.body().path("errors").get(0).path("field").asString()).isEqualTo(field);
  }

  @Test
  void a_lead_that_nobody_knows_is_not_edited() {
    edited("nobody", "\"job_title\":\"CTO\"").isRefused(404, "unknown-lead");
  }

  @Test
  void a_lead_of_another_tenant_is_not_edited() {
    String leadId = aLead();
    long version = lead(leadId).version();
    edited(leadId, "\"job_title\":\"CTO\"", "Leadline-Tenant", "other")
        .isRefused(404, "unknown-lead");
    assertThat(lead(leadId).version()).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{%s,\"fields\":{\"job_title\":\"CTO\"}", "{%s}}"})
  void an_edit_that_is_no_json_object_is_refused(String body) {
    String leadId = aLead();
    long version = lead(leadId).version();
    http.patch("/v1/leads/" + leadId, body.formatted(SAM)).isRefused(400, "not-json");
    assertThat(lead(leadId).version()).isEqualTo(version);
  }

  @Test
  void a_lead_that_is_part_of_another_or_was_erased_is_not_edited() {
    String leadId = aLead();
    String part = aLead();
    http.post(
            "/v1/leads/%s/merge".formatted(leadId),
            "{%s,\"absorbLeadId\":\"%s\"}".formatted(SAM, part))
        .is(200);
    Answer moved = edited(part, "\"job_title\":\"CTO\"");
    moved.isRefused(409, "merged");
    assertThat(moved.text("movedTo")).isEqualTo(leadId);
    http.post("/v1/privacy/erasures", "{\"leadId\":\"%s\"}".formatted(leadId)).is(202);
    edited(leadId, "\"job_title\":\"CTO\"").isRefused(410, "erased");
  }
}
