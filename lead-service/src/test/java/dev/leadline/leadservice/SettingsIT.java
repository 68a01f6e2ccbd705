package dev.leadline.leadservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.TenantSettings;
import dev.leadline.eventstore.store.StoredEvent;
import dev.leadline.leadservice.HttpCalls.Answer;
import dev.leadline.leadservice.domain.Meters;
import dev.leadline.leadservice.domain.RememberKind;
import dev.leadline.leadservice.domain.Retention.Kind;
import dev.leadline.leadservice.handling.CommandLeads;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a tenant decides for all its leads, and that it holds (domain 4.10, 27; 6). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingsIT {

  private RunningService service;
  private HttpCalls http;

  @BeforeAll
  void start(@TempDir Path folder) {
    service =
        new RunningService(
            folder,
            null,
            "--LEADLINE_RETENTION_EVERY=PT0.5S",
            "--LEADLINE_RETENTION_LOOK_EVERY=PT0.5S");
    http = new HttpCalls(service);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private Answer decided(String tenant, String settings, String... headers) {
    var all = new ArrayList<>(List.of("Leadline-Tenant", tenant));
    all.addAll(List.of(headers));
    return http.put("/v1/settings", settings, all.toArray(String[]::new));
  }

  private Answer settings(String tenant) {
    return http.get("/v1/settings", "Leadline-Tenant", tenant);
  }

  private static String aTenant() {
    return "tenant-" + UUID.randomUUID();
  }

  /** What is on the topic of a tenant, oldest first. */
  private List<TenantSettings> announced(String tenant) {
    return service.records(Topics.TENANT_SETTINGS, 1).stream()
        .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(tenant))
        .map(record -> Json.MAPPER.readValue(record.value(), TenantSettings.class))
        .toList();
  }

  private TenantSettings awaitVersion(String tenant, long version) {
    await("version %d is announced".formatted(version))
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              List<TenantSettings> all = announced(tenant);
              return !all.isEmpty() && all.getLast().version() == version;
            });
    return announced(tenant).getLast();
  }

  @Test
  void a_tenant_that_has_decided_nothing_has_the_defaults() {
    Answer answer = settings("new").is(200);
    assertThat(Json.MAPPER.treeToValue(answer.body(), TenantSettings.class))
        .isEqualTo(TenantSettings.defaults("new"));
  }

  @Test
  void what_is_decided_holds_is_told_to_everybody_and_leaves_the_rest_as_it_was() {
    String tenant = aTenant();
    Answer first = decided(tenant, "{\"zone\":\"Asia/Tokyo\",\"blockingThreshold\":2}").is(200);
    assertThat(first.body().path("version").asLong()).isEqualTo(1);
    Answer second =
        decided(
                tenant,
                "{\"deanonymization\":\"ALL_SITE_TRAFFIC\",\"emailOpenIsAction\":true,"
                    + "\"deanonymizationExcludedCountries\":[\"PT\",\"DE\",\"PT\"]}")
            .is(200);
    TenantSettings now = Json.MAPPER.treeToValue(second.body(), TenantSettings.class);
    assertThat(now)
        .isEqualTo(
            new TenantSettings(
                tenant,
                "Asia/Tokyo",
                2,
                TenantSettings.Deanonymization.ALL_SITE_TRAFFIC,
                List.of("DE", "PT"),
                true,
                90,
                0,
                0,
                2));
    assertThat(settings(tenant).body()).isEqualTo(second.body());
    assertThat(awaitVersion(tenant, 2)).isEqualTo(now);
  }

  @Test
  void an_answer_may_be_sent_back_as_it_is_and_changes_nothing() {
    String tenant = aTenant();
    decided(tenant, "{\"zone\":\"America/Bogota\"}").is(200);
    Answer again = decided(tenant, settings(tenant).body().toString()).is(200);
    assertThat(again.body().path("version").asLong()).isEqualTo(1);
  }

  /** While an older lead-service runs beside a newer one. */
  @Test
  void what_a_newer_version_has_decided_stays_as_it_is() {
    String tenant = aTenant();
    decided(tenant, "{\"deanonymizationExcludedCountries\":[\"PT\"]}").is(200);
    service
        .jdbc()
        .update(
            "update tenant_settings set settings = settings || '{\"ofLater\": [1]}'"
                + " where tenant = ?",
            tenant);
    decided(tenant, "{\"deanonymizationExcludedCountries\":[],\"zone\":\"Asia/Tokyo\"}").is(200);
    assertThat(
            service
                .jdbc()
                .queryForObject(
                    "select settings ->> 'ofLater' from tenant_settings where tenant = ?",
                    String.class,
                    tenant))
        .isEqualTo("[1]");
    JsonNode now = settings(tenant).is(200).body();
    assertThat(now.path("zone").asString()).isEqualTo("Asia/Tokyo");
    assertThat(now.path("deanonymizationExcludedCountries").size()).isZero();
  }

  @Test
  void of_two_who_have_seen_the_same_version_one_is_told_so() {
    String tenant = aTenant();
    decided(tenant, "{\"emailOpenIsAction\":true}", "If-Match", "\"0\"").is(200);
    Answer late = decided(tenant, "{\"emailOpenIsAction\":false}", "If-Match", "\"0\"");
    late.isRefused(412, "version-changed");
    assertThat(late.body().path("version").asLong()).isEqualTo(1);
    decided(tenant, "{\"emailOpenIsAction\":false,\"version\":0}")
        .isRefused(412, "version-changed");
    decided(tenant, "{\"emailOpenIsAction\":false}", "If-Match", "x").isRefused(400, "bad-header");
  }

  @Test
  void of_many_who_decide_at_once_without_looking_nobody_is_lost() throws Exception {
    String tenant = aTenant();
    try (var members = Executors.newFixedThreadPool(8)) {
      List<Callable<Integer>> changes =
          IntStream.rangeClosed(1, 8)
              .<Callable<Integer>>mapToObj(
                  n -> () -> decided(tenant, "{\"leadsKeptForMonths\":%d}".formatted(n)).status())
              .toList();
      assertThat(members.invokeAll(changes)).allMatch(answer -> answer.resultNow() == 200);
    }
    assertThat(settings(tenant).body().path("version").asLong()).isEqualTo(8);
    awaitVersion(tenant, 8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"zone\":\"Mars/Olympus\"}|zone",
        "{\"zone\":null}|zone",
        "{\"blockingThreshold\":0}|blockingThreshold",
        "{\"blockingThreshold\":\"1\"}|blockingThreshold",
        "{\"blockingThreshold\":101}|blockingThreshold",
        "{\"deanonymization\":\"SOMETIMES\"}|deanonymization",
        "{\"deanonymizationExcludedCountries\":[\"DE\",\"XX\"]}|deanonymizationExcludedCountries",
        "{\"deanonymizationExcludedCountries\":\"DE\"}|deanonymizationExcludedCountries",
        "{\"emailOpenIsAction\":\"yes\"}|emailOpenIsAction",
        "{\"anonymousKeptForDays\":-1}|anonymousKeptForDays",
        "{\"anonymousKeptForDays\":1.5}|anonymousKeptForDays",
        "{\"anonymousKeptForDays\":3651}|anonymousKeptForDays",
        "{\"leadsKeptForMonths\":121}|leadsKeptForMonths",
        "{\"blockSameNetworkForHours\":721}|blockSameNetworkForHours",
        "{\"version\":\"7\"}|version",
        "{\"colour\":\"red\"}|colour"
      })
  void a_setting_with_a_mistake_is_refused_and_named(String body, String field) {
    Answer answer = decided("strict", body);
    answer.isRefused(422, "invalid-settings");
    assertThat(answer.body().path("errors").get(0).path("field").asString()).isEqualTo(field);
    assertThat(settings("strict").body().path("version").asLong()).isZero();
  }

  @Test
  void what_is_no_object_is_refused() {
    decided("strict", "[]").isRefused(400, "not-json");
  }

  @Test
  void settings_that_a_crash_kept_from_being_announced_are_announced_after_it() {
    String tenant = aTenant();
    decided(tenant, "{\"zone\":\"Europe/Lisbon\"}").is(200);
    awaitVersion(tenant, 1);
    // As a process leaves it that was killed between the two.
    service
        .jdbc()
        .update(
            "update tenant_settings set version = 2, settings = settings || '{\"version\": 2}'"
                + " where tenant = ?",
            tenant);
    service.restart();
    assertThat(awaitVersion(tenant, 2).zone()).isEqualTo("Europe/Lisbon");
  }

  /** While an older lead-service runs beside a newer one, or alone again. */
  @Test
  void settings_that_cannot_be_read_keep_nobody_elses_from_being_announced() {
    String newer = aTenant();
    String tenant = aTenant();
    service
        .jdbc()
        .update(
            "insert into tenant_settings (tenant, version, settings) values (?, 1, ?::jsonb)",
            newer,
            "{\"deanonymization\": \"OF_LATER\"}");
    try {
      decided(tenant, "{\"zone\":\"Europe/Lisbon\"}").is(200);
      assertThat(awaitVersion(tenant, 1).zone()).isEqualTo("Europe/Lisbon");
    } finally {
      service.jdbc().update("delete from tenant_settings where tenant = ?", newer);
    }
  }

  private void visited(String tenant, String visitor, int daysAgo, String type, String more) {
    var headers = RunningService.headers(type, UUID.randomUUID().toString());
    headers.put("ce_tenantid", tenant);
    headers.put("ce_time", Instant.now().minus(Duration.ofDays(daysAgo)).toString());
    service.produce(
        headers,
        "{\"identity\": {\"anonymousId\": \"%s\"}, \"payload\": {%s}}".formatted(visitor, more));
    service.flush();
  }

  private String kept(String tenant, String visitor, int daysAgo, boolean withMessage) {
    visited(tenant, visitor, daysAgo, "leadline.web.page-viewed.v1", "\"url\": \"https://e.x/\"");
    if (withMessage)
      visited(
          tenant,
          visitor,
          daysAgo,
          "leadline.chat.message-received.v1",
          "\"messageId\": \"%s\", \"text\": \"Hello\"".formatted(visitor));
    String leadId = lead(tenant, visitor, withMessage ? 2 : 1).leadId();
    service
        .jdbc()
        .update(
            "update lead_events set recorded_at = recorded_at - ? * interval '1 day'"
                + " where aggregate_identifier = ?::uuid",
            daysAgo,
            leadId);
    return leadId;
  }

  private LeadState leadOf(String tenant, String leadId) {
    return Objects.requireNonNull(service.bean(CommandLeads.class).find(tenant, leadId));
  }

  private boolean isErased(String tenant, String leadId) {
    return leadOf(tenant, leadId).erasedAt() != null;
  }

  private void awaitErased(String tenant, String leadId) {
    await("the lead is erased")
        .atMost(Duration.ofSeconds(20))
        .until(() -> isErased(tenant, leadId));
  }

  @Test
  void a_visitor_without_a_message_goes_after_ninety_days_and_nobody_else() {
    String tenant = aTenant();
    String silent = kept(tenant, UUID.randomUUID().toString(), 91, false);
    String talking = kept(tenant, UUID.randomUUID().toString(), 91, true);
    String recent = kept(tenant, UUID.randomUUID().toString(), 89, false);
    awaitErased(tenant, silent);
    assertThat(isErased(tenant, talking)).isFalse();
    assertThat(isErased(tenant, recent)).isFalse();
    await("its erasure is complete")
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                service
                        .jdbc()
                        .queryForObject(
                            "select count(*) from erasures where lead_id = ?::uuid"
                                + " and requested_by = 'retention' and completed_at is not null",
                            Long.class,
                            silent)
                    == 1L);
  }

  @Test
  void leads_go_after_so_many_months_only_where_the_tenant_says_so() {
    String tenant = aTenant();
    decided(tenant, "{\"anonymousKeptForDays\":0}").is(200);
    String old = kept(tenant, UUID.randomUUID().toString(), 200, true);
    String visitor = kept(tenant, UUID.randomUUID().toString(), 200, false);
    decided(tenant, "{\"leadsKeptForMonths\":7}").is(200);
    String younger = kept(tenant, UUID.randomUUID().toString(), 170, true);
    assertThat(isErased(tenant, old)).isFalse();
    assertThat(isErased(tenant, visitor)).isFalse();
    decided(tenant, "{\"leadsKeptForMonths\":6}").is(200);
    awaitErased(tenant, old);
    awaitErased(tenant, visitor);
    assertThat(isErased(tenant, younger)).isFalse();
  }

  @Test
  void a_lead_that_cannot_be_read_is_passed_over_and_keeps_nobody_from_going() {
    String tenant = aTenant();
    decided(tenant, "{\"anonymousKeptForDays\":0}").is(200);
    String broken = kept(tenant, UUID.randomUUID().toString(), 91, false);
    String silent = kept(tenant, UUID.randomUUID().toString(), 91, false);
    Counter notJudged = service.bean(MeterRegistry.class).counter(Meters.NOT_JUDGED.meter());
    double before = notJudged.count();
    ofRevision(broken, 9);
    try {
      decided(tenant, "{\"anonymousKeptForDays\":90}").is(200);
      awaitErased(tenant, silent);
      await("it is counted").atMost(Duration.ofSeconds(20)).until(() -> notJudged.count() > before);
    } finally {
      ofRevision(broken, 1);
    }
    awaitErased(tenant, broken);
  }

  private List<String> remembered(String leadId) {
    return service
        .jdbc()
        .queryForList(
            "select kind || ' of ' || version from retention_known where lead_id = ?::uuid",
            String.class,
            leadId);
  }

  @Test
  void what_a_lead_was_found_to_be_is_remembered_until_it_is_erased() {
    String tenant = aTenant();
    String talking = kept(tenant, UUID.randomUUID().toString(), 91, true);
    long version = leadOf(tenant, talking).version();
    await("it is remembered")
        .atMost(Duration.ofSeconds(20))
        .until(() -> remembered(talking).equals(List.of("LEAD of " + version)));
    http.post(
            "/v1/privacy/erasures",
            "{\"leadId\":\"%s\"}".formatted(talking),
            "Leadline-Tenant",
            tenant)
        .is(202);
    assertThat(remembered(talking)).isEmpty();
  }

  @Test
  void who_was_found_to_be_more_than_a_visitor_is_read_again_once_something_is_stored() {
    String tenant = aTenant();
    decided(tenant, "{\"anonymousKeptForDays\":0}").is(200);
    String same = kept(tenant, UUID.randomUUID().toString(), 91, false);
    String changed = kept(tenant, UUID.randomUUID().toString(), 91, false);
    RememberKind remember = service.bean(RememberKind.class);
    remember.remember(same, leadOf(tenant, same).version(), Kind.LEAD);
    remember.remember(changed, leadOf(tenant, changed).version() - 1, Kind.LEAD);
    decided(tenant, "{\"anonymousKeptForDays\":90}").is(200);
    awaitErased(tenant, changed);
    awaitErased(tenant, kept(tenant, UUID.randomUUID().toString(), 91, false));
    assertThat(isErased(tenant, same)).isFalse();
  }

  @Test
  void nothing_is_remembered_of_a_lead_that_is_erased_in_that_moment() throws Exception {
    String tenant = aTenant();
    String leadId = kept(tenant, UUID.randomUUID().toString(), 1, false);
    try (var judging = Executors.newSingleThreadExecutor();
        Connection erasing = service.bean(DataSource.class).getConnection()) {
      erasing.setAutoCommit(false);
      try (Statement erase = erasing.createStatement()) {
        erase.execute(
            "update lead_keys set wrapped_key = null, erased_at = now() where lead_id = '%s'"
                .formatted(leadId));
      }
      Future<?> remembering =
          judging.submit(() -> service.bean(RememberKind.class).remember(leadId, 2, Kind.LEAD));
      await("it waits for the erasure")
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  !service
                      .jdbc()
                      .queryForList(
                          "select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                              + " and query like 'insert into retention_known%'")
                      .isEmpty());
      erasing.commit();
      remembering.get();
    }
    assertThat(remembered(leadId)).isEmpty();
  }

  private void ofRevision(String leadId, int revision) {
    service
        .jdbc()
        .update(
            "update lead_events set payload_revision = ?"
                + " where aggregate_identifier = ?::uuid and sequence_number = 0",
            revision,
            leadId);
  }

  private void scored(String tenant, String visitor, double score) {
    String id = UUID.randomUUID().toString();
    var headers = RunningService.headers("leadline.moderation.message-scored.v1", id);
    headers.put("ce_tenantid", tenant);
    service.produce(
        headers,
        ("{\"identity\": {\"anonymousId\": \"%s\"}, \"payload\": {\"messageId\": \"%s\","
                + " \"scores\": {\"hate\": %s}, \"model\": \"m\"}}")
            .formatted(visitor, id, score));
    service.flush();
  }

  private LeadState lead(String tenant, String visitor, int events) {
    String leadId =
        await("%d events are stored".formatted(events))
            .atMost(Duration.ofSeconds(20))
            .until(
                () ->
                    service.stored().stream()
                        .filter(stored -> stored.event().toString().contains(visitor))
                        .map(stored -> stored.leadId())
                        .findFirst()
                        .filter(found -> interactions(found) >= events)
                        .orElse(""),
                found -> !found.isEmpty());
    return Objects.requireNonNull(service.bean(CommandLeads.class).find(tenant, leadId));
  }

  private long interactions(String leadId) {
    return service.stored().stream()
        .filter(stored -> stored.leadId().equals(leadId))
        .filter(stored -> stored.event() instanceof InteractionRecorded)
        .count();
  }

  @Test
  void a_lead_is_blocked_at_its_tenants_threshold_and_a_later_change_blocks_nobody_again() {
    String tenant = aTenant();
    decided(tenant, "{\"blockingThreshold\":0.5}").is(200);
    String strict = UUID.randomUUID().toString();
    scored(tenant, strict, 0.6);
    assertThat(lead(tenant, strict, 1).block().isBlocked()).isTrue();
    decided(tenant, "{\"blockingThreshold\":3}").is(200);
    assertThat(lead(tenant, strict, 1).block().isBlocked()).isTrue();
    String lenient = UUID.randomUUID().toString();
    scored(tenant, lenient, 1.0);
    scored(tenant, lenient, 1.0);
    assertThat(lead(tenant, lenient, 2).block().isBlocked()).isFalse();
  }

  @Test
  void an_opened_email_is_an_action_only_where_the_tenant_says_so_and_never_a_proxys() {
    String tenant = aTenant();
    decided(tenant, "{\"emailOpenIsAction\":true}").is(200);
    assertThat(labelAfterOpening(tenant, "false")).isEqualTo("Opened Email");
    assertThat(labelAfterOpening(tenant, "true")).isEqualTo("none");
    assertThat(labelAfterOpening(aTenant(), "false")).isEqualTo("none");
  }

  private String labelAfterOpening(String tenant, String proxy) {
    String visitor = UUID.randomUUID().toString();
    var headers = RunningService.headers("leadline.email.opened.v1", UUID.randomUUID().toString());
    headers.put("ce_tenantid", tenant);
    service.produce(
        headers,
        "{\"identity\": {\"anonymousId\": \"%s\"}, \"payload\": {\"emailId\": \"e\", \"isProxy\": %s}}"
            .formatted(visitor, proxy));
    service.flush();
    var action = lead(tenant, visitor, 1).picture().activity().latestAction();
    return action == null ? "none" : action.label();
  }

  /** Lets a visitor that nobody has met write from an address, and waits for their lead. */
  private String wroteFrom(String tenant, String ip) {
    String visitor = UUID.randomUUID().toString();
    service.produce(
        withTenant(tenant, RunningService.headers("leadline.chat.message-received.v1", visitor)),
        """
        {"identity": {"anonymousId": "%1$s"}, "conversationId": "c-%1$s", "context": {"ip": "%2$s"},
         "payload": {"messageId": "m-%1$s", "text": "Hello"}}
        """
            .formatted(visitor, ip));
    service.flush();
    await("%s has written".formatted(visitor))
        .atMost(Duration.ofSeconds(60))
        .until(() -> leadOf(visitor) != null);
    return Objects.requireNonNull(leadOf(visitor));
  }

  private @Nullable String leadOf(String visitor) {
    return service.stored().stream()
        .filter(
            stored ->
                stored.event() instanceof InteractionRecorded told
                    && told.origin().id().equals(visitor))
        .map(StoredEvent::leadId)
        .findFirst()
        .orElse(null);
  }

  private static Map<String, String> withTenant(String tenant, Map<String, String> headers) {
    var all = new HashMap<>(headers);
    all.put("ce_tenantid", tenant);
    return all;
  }

  private boolean isBlocked(String tenant, String leadId) {
    return http.get("/v1/leads/" + leadId + "/control", "Leadline-Tenant", tenant)
        .is(200)
        .body()
        .path("blocked")
        .asBoolean();
  }

  private void told(String tenant, String leadId, String action) {
    http.post(
            "/v1/leads/%s/%s".formatted(leadId, action),
            "{\"memberId\":\"sam\",\"memberName\":\"Sam Reed\",\"reason\":\"Spam\"}",
            "Leadline-Tenant",
            tenant)
        .is(200);
  }

  private void awaitNetworks(String tenant, int expected) {
    await("%d networks are known".formatted(expected))
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                service
                    .jdbc()
                    .queryForList("select lead_id from blocked_networks where tenant = ?", tenant)
                    .size(),
            found -> found == expected);
  }

  @Test
  void
      whoever_comes_anew_from_the_network_of_a_blocked_lead_is_blocked_where_the_tenant_wants_it() {
    String tenant = aTenant();
    String address = "8.8.4.4";
    decided(tenant, "{\"blockSameNetworkForHours\":2}").is(200);
    String harmful = wroteFrom(tenant, address);
    told(tenant, harmful, "block");
    awaitNetworks(tenant, 1);
    assertThat(isBlocked(tenant, wroteFrom(tenant, address))).isTrue();
    assertThat(isBlocked(tenant, wroteFrom(tenant, "8.8.8.8"))).as("another network").isFalse();
    String other = aTenant();
    assertThat(isBlocked(other, wroteFrom(other, address))).as("another tenant").isFalse();
    told(tenant, harmful, "unblock");
    awaitNetworks(tenant, 0);
    assertThat(isBlocked(tenant, wroteFrom(tenant, address))).as("let in again").isFalse();
  }

  @Test
  void whoever_comes_after_the_hours_that_the_tenant_wants_was_never_blocked() {
    String tenant = aTenant();
    String address = "9.9.9.9";
    decided(tenant, "{\"blockSameNetworkForHours\":2}").is(200);
    told(tenant, wroteFrom(tenant, address), "block");
    awaitNetworks(tenant, 1);
    service
        .jdbc()
        .update(
            "update blocked_networks set seen_at = seen_at - interval '3 hours' where tenant = ?",
            tenant);
    String late = wroteFrom(tenant, address);
    assertThat(isBlocked(tenant, late)).isFalse();
    assertThat(service.stored())
        .filteredOn(stored -> stored.leadId().equals(late))
        .noneMatch(stored -> stored.event() instanceof LeadEvent.LeadBlocked);
  }

  @Test
  void somebody_else_at_a_device_that_is_known_comes_anew_too() {
    String tenant = aTenant();
    String device = UUID.randomUUID().toString();
    decided(tenant, "{\"blockSameNetworkForHours\":2}").is(200);
    String harmful = gaveEmail(tenant, device, "one", Instant.now().minus(Duration.ofHours(1)));
    told(tenant, harmful, "block");
    awaitNetworks(tenant, 1);
    String another = gaveEmail(tenant, device, "another", Instant.now());
    assertThat(another).isNotEqualTo(harmful);
    assertThat(isBlocked(tenant, another)).isTrue();
  }

  private String gaveEmail(String tenant, String device, String name, Instant at) {
    String id = UUID.randomUUID().toString();
    var headers =
        new HashMap<>(
            withTenant(tenant, RunningService.headers("leadline.chat.message-received.v1", id)));
    headers.put("ce_time", at.toString());
    service.produce(
        headers,
        """
        {"identity": {"anonymousId": "%1$s", "email": "%2$s-%1$s@acme.example", "asserted": "SELF"},
         "context": {"ip": "9.9.9.10"}, "payload": {"messageId": "%3$s", "text": "Hello"}}
        """
            .formatted(device, name, id));
    service.flush();
    await("%s has written".formatted(name))
        .atMost(Duration.ofSeconds(60))
        .until(() -> leadOf(id) != null);
    return Objects.requireNonNull(leadOf(id));
  }

  @Test
  void the_networks_of_a_blocked_lead_go_where_it_goes_and_with_the_erasure() {
    String tenant = aTenant();
    decided(tenant, "{\"blockSameNetworkForHours\":2}").is(200);
    String harmful = wroteFrom(tenant, "9.9.9.11");
    told(tenant, harmful, "block");
    awaitNetworks(tenant, 1);
    String known = wroteFrom(tenant, "9.9.9.12");
    asked(tenant, known, "merge", "absorbLeadId", harmful);
    awaitNetworks(tenant, 2);
    asked(tenant, known, "unmerge", "leadId", harmful);
    awaitNetworks(tenant, 1);
    asked(tenant, known, "merge", "absorbLeadId", harmful);
    awaitNetworks(tenant, 2);
    http.post(
            "/v1/privacy/erasures",
            "{\"leadId\":\"%s\"}".formatted(known),
            "Leadline-Tenant",
            tenant)
        .is(202);
    awaitNetworks(tenant, 0);
    assertThat(isBlocked(tenant, wroteFrom(tenant, "9.9.9.11"))).isFalse();
  }

  @Test
  void where_somebody_came_from_who_was_given_back_is_no_network_of_a_blocked_lead() {
    String tenant = aTenant();
    decided(tenant, "{\"blockSameNetworkForHours\":2}").is(200);
    String known = wroteFrom(tenant, "9.9.9.31");
    String part = wroteFrom(tenant, "9.9.9.32");
    asked(tenant, known, "merge", "absorbLeadId", part);
    cameAgain(tenant, part, "9.9.9.33", known);
    asked(tenant, known, "unmerge", "leadId", part);
    told(tenant, known, "block");
    awaitNetworks(tenant, 1);
    assertThat(isBlocked(tenant, wroteFrom(tenant, "9.9.9.33"))).isFalse();
    assertThat(isBlocked(tenant, wroteFrom(tenant, "9.9.9.31"))).isTrue();
  }

  @Test
  void switched_on_the_rule_holds_for_who_is_blocked_or_comes_again_from_then_on() {
    String tenant = aTenant();
    String before = wroteFrom(tenant, "9.9.9.21");
    told(tenant, before, "block");
    awaitFollowed();
    decided(tenant, "{\"blockSameNetworkForHours\":2}").is(200);
    assertThat(isBlocked(tenant, wroteFrom(tenant, "9.9.9.21")))
        .as("nobody kept where they came from until then")
        .isFalse();

    told(tenant, wroteFrom(tenant, "9.9.9.22"), "block");
    awaitNetworks(tenant, 1);
    assertThat(isBlocked(tenant, wroteFrom(tenant, "9.9.9.22"))).isTrue();

    cameAgain(tenant, before, "9.9.9.21");
    awaitNetworks(tenant, 2);
    assertThat(isBlocked(tenant, wroteFrom(tenant, "9.9.9.21"))).isTrue();
  }

  @Test
  void switched_off_the_rule_holds_for_nobody_new_and_what_was_kept_for_it_is_gone() {
    String tenant = aTenant();
    String other = aTenant();
    for (String each : List.of(tenant, other)) {
      decided(each, "{\"blockSameNetworkForHours\":2}").is(200);
      told(each, wroteFrom(each, "9.9.9.23"), "block");
      awaitNetworks(each, 1);
    }
    String hidden = wroteFrom(tenant, "9.9.9.23");
    assertThat(isBlocked(tenant, hidden)).isTrue();

    decided(tenant, "{\"blockSameNetworkForHours\":3}").is(200);
    awaitNetworks(tenant, 1);
    decided(tenant, "{\"blockSameNetworkForHours\":0}").is(200);
    awaitNetworks(tenant, 0);
    assertThat(isBlocked(tenant, wroteFrom(tenant, "9.9.9.23"))).isFalse();
    assertThat(isBlocked(tenant, hidden)).as("decided under the older settings").isTrue();

    decided(tenant, "{\"blockSameNetworkForHours\":2}").is(200);
    assertThat(isBlocked(tenant, wroteFrom(tenant, "9.9.9.23"))).as("on again").isFalse();
    assertThat(isBlocked(other, wroteFrom(other, "9.9.9.23"))).as("another tenant").isTrue();
  }

  /** Whatever has happened by now has been looked at: events are followed in their order. */
  private void awaitFollowed() {
    String later = aTenant();
    decided(later, "{\"blockSameNetworkForHours\":2}").is(200);
    told(later, wroteFrom(later, "9.9.9.20"), "block");
    awaitNetworks(later, 1);
  }

  private void cameAgain(String tenant, String leadId, String ip) {
    cameAgain(tenant, leadId, ip, leadId);
  }

  /** Whom it names may be part of another lead by now, which records it. */
  private void cameAgain(String tenant, String leadId, String ip, String whole) {
    String id = UUID.randomUUID().toString();
    service.produce(
        withTenant(tenant, RunningService.headers("leadline.chat.message-received.v1", id)),
        """
        {"identity": {"leadId": "%s"}, "context": {"ip": "%s"},
         "payload": {"messageId": "%s", "text": "Me again"}}
        """
            .formatted(leadId, ip, id));
    service.flush();
    await("they have come again")
        .atMost(Duration.ofSeconds(60))
        .until(() -> whole.equals(leadOf(id)));
  }

  private void asked(String tenant, String leadId, String action, String field, String other) {
    http.post(
            "/v1/leads/%s/%s".formatted(leadId, action),
            "{\"memberId\":\"sam\",\"memberName\":\"Sam Reed\",\"%s\":\"%s\"}"
                .formatted(field, other),
            "Leadline-Tenant",
            tenant)
        .is(200);
  }

  @Test
  void by_default_nobody_is_blocked_for_where_they_come_from_and_nothing_is_kept() {
    String tenant = aTenant();
    String harmful = wroteFrom(tenant, "8.8.4.4");
    told(tenant, harmful, "block");
    assertThat(isBlocked(tenant, wroteFrom(tenant, "8.8.4.4"))).isFalse();
    awaitNetworks(tenant, 0);
  }
}
