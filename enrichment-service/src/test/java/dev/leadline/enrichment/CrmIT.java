package dev.leadline.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.enrichment.domain.Meters;
import dev.leadline.enrichment.providers.VendorStandIn;
import dev.leadline.enrichment.providers.VendorStandIn.Answer;
import dev.leadline.enrichment.providers.VendorStandIn.Asked;
import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Control;
import dev.leadline.events.lead.LeadAnnouncement;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.Picture;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Leads on Kafka and records in a Salesforce, a HubSpot and a Marketo that remember, both ways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrmIT {

  /** Long enough for a pull to find what was written before its writer knows that it was. */
  private static final Duration ANSWERED_AFTER = Duration.ofMillis(1200);

  /** What the stand-in keeps: by the id of the record. */
  private final Map<String, ObjectNode> records = new ConcurrentHashMap<>();

  private final AtomicInteger ids = new AtomicInteger();
  private final AtomicInteger pageFailures = new AtomicInteger();

  /** What happens before what was written is answered; it gets what was written. */
  private volatile Consumer<String> whileWriting = body -> {};

  private final Map<CrmSystem, CrmStandIn> others = new EnumMap<>(CrmSystem.class);
  private VendorStandIn salesforce;
  private RunningService service;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    salesforce = new VendorStandIn();
    salesforce.answersBy(this::answer);
    others.put(CrmSystem.HUBSPOT, new CrmStandIn.HubSpot());
    others.put(CrmSystem.MARKETO, new CrmStandIn.Marketo());
    service =
        new RunningService(
            folder,
            "--LEADLINE_MODERATION_PROVIDER=none",
            "--LEADLINE_SUMMARY_PROVIDER=none",
            "--LEADLINE_SUMMARY_PAUSE=PT1H",
            "--LEADLINE_CRM_SETTLING=PT0.2S",
            "--LEADLINE_CRM_EVERY=PT0.5S",
            "--LEADLINE_SALESFORCE_URL=" + salesforce.address(""),
            "--LEADLINE_SALESFORCE_CLIENT_ID=client",
            "--LEADLINE_SALESFORCE_CLIENT_SECRET=secret",
            "--LEADLINE_SALESFORCE_CREATE=true",
            "--LEADLINE_SALESFORCE_LOOK_BACK=P1D",
            "--LEADLINE_SALESFORCE_CONVERSATION_FIELD=Conversation__c",
            "--LEADLINE_HUBSPOT_URL=" + others.get(CrmSystem.HUBSPOT).vendor.address(""),
            "--LEADLINE_HUBSPOT_CLIENT_ID=client",
            "--LEADLINE_HUBSPOT_CLIENT_SECRET=secret",
            "--LEADLINE_HUBSPOT_REFRESH_TOKEN=refresh",
            "--LEADLINE_HUBSPOT_CREATE=true",
            "--LEADLINE_HUBSPOT_LOOK_BACK=P1D",
            "--LEADLINE_HUBSPOT_CONVERSATION_FIELD=conversation",
            "--LEADLINE_MARKETO_URL=" + others.get(CrmSystem.MARKETO).vendor.address(""),
            "--LEADLINE_MARKETO_CLIENT_ID=client",
            "--LEADLINE_MARKETO_CLIENT_SECRET=secret",
            "--LEADLINE_MARKETO_CREATE=true",
            "--LEADLINE_MARKETO_LOOK_BACK=P1D",
            "--LEADLINE_MARKETO_CONVERSATION_FIELD=conversation");
  }

  @AfterAll
  void stop() {
    service.close();
    salesforce.close();
    others.values().forEach(CrmStandIn::close);
  }

  private @Nullable Answer answer(Asked asked) {
    String path = URLDecoder.decode(asked.path(), StandardCharsets.UTF_8);
    if (path.startsWith("/services/oauth2/token"))
      return Answer.of(
          200,
          "{\"access_token\":\"t\",\"instance_url\":\"%s\"}".formatted(salesforce.address("")));
    if (path.contains("/composite/sobjects")) return written(asked);
    if (path.contains("SystemModstamp >=") || path.contains("/query/page")) return changed(path);
    if (path.contains("/query?q=")) return found(path);
    return null;
  }

  private Answer written(Asked asked) {
    ArrayNode results = Json.MAPPER.createArrayNode();
    for (JsonNode each : Json.MAPPER.readTree(asked.body()).path("records")) {
      String id = each.path("id").asString("00Q" + ids.incrementAndGet());
      ObjectNode record = records.computeIfAbsent(id, unused -> Json.MAPPER.createObjectNode());
      each.properties().stream()
          .filter(field -> !field.getKey().equals("attributes") && !field.getKey().equals("id"))
          .forEach(field -> record.set(field.getKey(), field.getValue()));
      record.put("Id", id).put("SystemModstamp", now());
      results.addObject().put("id", id).put("success", true).putArray("errors");
    }
    whileWriting.accept(asked.body());
    pause(ANSWERED_AFTER);
    return Answer.of(200, results.toString());
  }

  private Answer found(String query) {
    if (query.contains("'SF-12345'"))
      return Answer.of(
          400,
          """
          [{"message":"invalid ID field: SF-12345","errorCode":"INVALID_QUERY_FILTER_OPERATOR"}]
          """);
    ArrayNode found = Json.MAPPER.createArrayNode();
    records.forEach(
        (id, record) -> {
          if (query.contains("'" + id + "'")
              || query.contains("'" + record.path("Email").asString("-") + "'")) found.add(record);
        });
    return Answer.of(200, page(found, null));
  }

  /** One record on each page, in the order of their ids. */
  private Answer changed(String path) {
    String from = path.contains("/query/page") ? path.replaceAll(".*/query/page-", "") : "";
    Map<String, ObjectNode> sorted = new TreeMap<>(records);
    sorted.keySet().removeIf(id -> id.compareTo(from) <= 0);
    if (!from.isEmpty() && pageFailures.getAndUpdate(it -> Math.max(0, it - 1)) > 0)
      return new Answer(429, "[]", Map.of("Retry-After", "1"));
    ArrayNode page = Json.MAPPER.createArrayNode();
    String next = null;
    for (var record : sorted.entrySet()) {
      if (page.isEmpty()) page.add(record.getValue());
      else {
        next = "/services/data/v62.0/query/page-" + page.path(0).path("Id").asString();
        break;
      }
    }
    return Answer.of(200, page(page, next));
  }

  private static String page(ArrayNode found, @Nullable String next) {
    ObjectNode page = Json.MAPPER.createObjectNode().put("done", next == null);
    if (next != null) page.put("nextRecordsUrl", next);
    page.set("records", found);
    return page.toString();
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static String now() {
    return Instant.now().toString().replaceFirst("(\\.\\d{3})\\d*Z", "$1+0000");
  }

  private void knows(String leadId, String eventId, long sequence, String email, String title) {
    happens(
        leadId,
        eventId,
        sequence,
        "chat.message-received",
        "CHAT",
        """
        {"field": "email", "value": "%s", "provenance": "SELF"},
        {"field": "job_title", "value": "%s", "provenance": "SELF"}\
        """
            .formatted(email, title),
        "{\"messageId\": \"m-%s\", \"text\": \"I am %s\"}".formatted(eventId, title));
  }

  private void happens(
      String leadId,
      String eventId,
      long sequence,
      String type,
      String channel,
      String observations,
      String payload) {
    happens(leadId, eventId, sequence, type, channel, "", observations, payload);
  }

  private void happens(
      String leadId,
      String eventId,
      long sequence,
      String type,
      String channel,
      String identities,
      String observations,
      String payload) {
    Instant now = Instant.now();
    service.announce(
        leadId,
        eventId,
        sequence,
        now,
        "leadline.lead.interaction-recorded.v1",
        """
        {"origin": {"type": "leadline.%1$s.v1", "source": "/s", "id": "%2$s",
          "at": "%3$s", "occurredAt": "%3$s", "receivedAt": "%3$s", "channel": "%4$s",
          "actor": "LEAD", "late": false, "clamped": false},
         "decision": {"stages": ["ENGAGED"], "messages": 1, "hidden": false, "suppressed": false},
         "personal": {"identities": [%5$s], "observations": [%6$s], "payload": %7$s}}
        """
            .formatted(type, eventId, now, channel, identities, observations, payload));
  }

  private long writesOf(String text) {
    return salesforce.askedAt("/composite/sobjects").stream()
        .filter(asked -> asked.body().contains(text))
        .count();
  }

  private double counted(String outcome) {
    return counted(CrmSystem.SALESFORCE, outcome);
  }

  private double counted(CrmSystem system, String outcome) {
    return service
        .bean(MeterRegistry.class)
        .counter(
            Meters.CRM.meter(),
            "system",
            system.name().toLowerCase(Locale.ROOT),
            "outcome",
            outcome)
        .count();
  }

  private List<JsonNode> told(String leadId, String type, CrmSystem system) {
    return service.toldOf(leadId, type).stream()
        .filter(payload -> payload.path("system").asString("").equals(system.name()))
        .toList();
  }

  @Test
  void a_lead_becomes_a_record_once_and_its_echo_is_no_news() {
    knows("lead-a", "a1", 1, "ana@acme.example", "Head of A");
    await("it is written")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !told("lead-a", "crm.record-pushed", CrmSystem.SALESFORCE).isEmpty());
    JsonNode pushed = told("lead-a", "crm.record-pushed", CrmSystem.SALESFORCE).getFirst();
    assertThat(pushed.path("fields").toString()).contains("Title", "Conversation__c");
    String id = pushed.path("externalId").stringValue();
    assertThat(records.get(id).path("Conversation__c").stringValue())
        .contains("Lead: I am Head of A");
    double echoes = counted("echo");
    await("it comes back").atMost(Duration.ofSeconds(20)).until(() -> counted("echo") > echoes);
    service.stop();
    service.start();
    knows("lead-a", "a1", 1, "ana@acme.example", "Head of A");
    knows("lead-b", "b1", 1, "bob@acme.example", "Head of B");
    await("what came later is written")
        .atMost(Duration.ofSeconds(30))
        .until(() -> writesOf("Head of B") == 1);
    assertThat(writesOf("Head of A")).isEqualTo(1);
    assertThat(told("lead-a", "crm.record-pushed", CrmSystem.SALESFORCE)).hasSize(1);
    assertThat(pulledOf(id)).isZero();
  }

  @Test
  void a_failure_is_over_once_there_is_nothing_left_to_write() {
    knows("lead-f", "f1", 1, "fay@acme.example", "Head of F");
    await("it is written")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !told("lead-f", "crm.record-pushed", CrmSystem.SALESFORCE).isEmpty());
    String page = "{\"url\": \"https://www.example.com/\"}";
    happens("lead-f", "f2", 2, "web.page-viewed", "WEB", "", page);
    double unchanged = counted("unchanged");
    await("there is nothing to write")
        .atMost(Duration.ofSeconds(30))
        .until(() -> counted("unchanged") > unchanged);
    assertThat(told("lead-f", "crm.record-pushed", CrmSystem.SALESFORCE)).hasSize(1);

    String failed =
        """
        {"field": "crm:salesforce:written", "value": ["FAILED", "busy"], "provenance": "CRM"}\
        """;
    happens("lead-f", "f3", 3, "crm.sync-failed", "CRM", failed, "{\"system\": \"SALESFORCE\"}");
    happens("lead-f", "f4", 4, "web.page-viewed", "WEB", "", page);
    await("it is told that it is as it should be")
        .atMost(Duration.ofSeconds(30))
        .until(() -> told("lead-f", "crm.record-pushed", CrmSystem.SALESFORCE).size() == 2);
    assertThat(told("lead-f", "crm.record-pushed", CrmSystem.SALESFORCE).getLast().path("fields"))
        .isEmpty();
  }

  @Test
  void an_id_that_salesforce_cannot_read_keeps_no_lead_from_being_written() {
    happens(
        "lead-i",
        "i1",
        1,
        "api.lead-upserted",
        "API",
        "{\"kind\": \"SALESFORCE_LEAD\", \"value\": \"SF-12345\"}",
        """
        {"field": "email", "value": "ida@acme.example", "provenance": "API"},
        {"field": "job_title", "value": "Head of I", "provenance": "API"}\
        """,
        "{}");
    knows("lead-j", "j1", 1, "jo@acme.example", "Head of J");
    await("both are written")
        .atMost(Duration.ofSeconds(30))
        .until(() -> writesOf("Head of I") == 1 && writesOf("Head of J") == 1);
  }

  @Test
  void the_gateway_is_told_which_fields_are_kept_alike() {
    String fields = service.get("/v1/crm/fields");
    assertThat(fields)
        .contains(
            """
            {"field":"job_title","system":"HUBSPOT","external":"jobtitle","read":true,"written":true}\
            """,
            """
            {"field":"sales_rep_name","system":"SALESFORCE","external":"Owner.Name","read":true,\
            "written":false}\
            """);
    assertThat(service.get("/v1/crm/fields", "Leadline-Tenant", "another"))
        .isEqualTo("{\"items\":[]}");
  }

  private long pulledOf(String externalId) {
    return service.toldAll().stream()
        .filter(body -> body.path("type").asString("").equals("leadline.crm.record-pulled.v1"))
        .filter(body -> body.path("payload").path("externalId").asString("").equals(externalId))
        .count();
  }

  @ParameterizedTest
  @EnumSource(
      value = CrmSystem.class,
      names = {"HUBSPOT", "MARKETO"})
  void the_others_are_told_and_tell_as_well(CrmSystem system) {
    CrmStandIn crm = others.get(system);
    String title = system == CrmSystem.HUBSPOT ? "jobtitle" : "title";
    String name = system.name().toLowerCase(Locale.ROOT);
    String lead = "lead-" + name;
    String email = "zoe@" + name + ".example";
    // Its token is over and then it is busy: both are borne.
    crm.forgetsTokens();
    crm.busy.set(1);
    knows(lead, name + "-1", 1, email, "Head of " + name);
    await("it is written")
        .atMost(Duration.ofSeconds(60))
        .until(() -> !told(lead, "crm.record-pushed", system).isEmpty());
    JsonNode pushed = told(lead, "crm.record-pushed", system).getFirst();
    assertThat(pushed.path("fields").toString()).contains(title, "conversation");
    String id = pushed.path("externalId").stringValue();
    assertThat(crm.records.get(id).path(title).stringValue()).isEqualTo("Head of " + name);
    assertThat(crm.records.get(id).path("email").stringValue()).isEqualTo(email);
    assertThat(crm.records.get(id).path("conversation").stringValue())
        .contains("Lead: I am Head of " + name);
    double echoes = counted(system, "echo");
    crm.changes(id, "conversation", crm.records.get(id).path("conversation").stringValue());
    await("it comes back")
        .atMost(Duration.ofSeconds(60))
        .until(() -> counted(system, "echo") > echoes);
    assertThat(pulledOf(system, id)).as("what we told is no news").isEmpty();

    crm.changes(id, title, "Chair");
    await("the change is told")
        .atMost(Duration.ofSeconds(60))
        .until(() -> !pulledOf(system, id).isEmpty());
    JsonNode told = pulledOf(system, id).getFirst();
    assertThat(told.path("payload").path("fields").toString())
        .isEqualTo("{\"job_title\":\"Chair\"}");
    assertThat(told.path("identity").toString())
        .isEqualTo(
            "{\"email\":\"%s\",\"externalIds\":{\"%s\":\"%s\"},\"asserted\":\"CRM\"}"
                .formatted(
                    email, system == CrmSystem.HUBSPOT ? "hubspotContactId" : "marketoLeadId", id));

    knows(lead + "-2", name + "-2", 1, "refused@" + name + ".example", "Nobody");
    await("what it does not take is told")
        .atMost(Duration.ofSeconds(60))
        .until(() -> !told(lead + "-2", "crm.sync-failed", system).isEmpty());
    assertThat(told(lead + "-2", "crm.sync-failed", system).getFirst().path("error").stringValue())
        .contains(system == CrmSystem.HUBSPOT ? "VALIDATION_ERROR" : "1003")
        .doesNotContain("refused@");
    assertThat(told(lead, "crm.record-pushed", system)).hasSize(1);
    assertThat(crm.writesOf("Head of " + name)).as("once more after it was busy").isEqualTo(2);
  }

  private List<JsonNode> pulledOf(CrmSystem system, String externalId) {
    return service.toldAll().stream()
        .filter(body -> body.path("type").asString("").equals("leadline.crm.record-pulled.v1"))
        .filter(body -> body.path("payload").path("system").asString("").equals(system.name()))
        .filter(body -> body.path("payload").path("externalId").asString("").equals(externalId))
        .toList();
  }

  @Test
  void nothing_is_written_of_a_blocked_lead() {
    knows("lead-c", "c1", 1, "cleo@acme.example", "Head of C");
    service.announce(
        "lead-c",
        "c2",
        2,
        Instant.now(),
        new LeadEvent.LeadBlocked(Block.Origin.MANUAL, null, null, null, Instant.now(), null));
    knows("lead-d", "d1", 1, "dan@acme.example", "Head of D");
    await("the other is written")
        .atMost(Duration.ofSeconds(30))
        .until(() -> writesOf("Head of D") == 1);
    assertThat(writesOf("Head of C")).isZero();
  }

  @Test
  void what_people_change_in_the_crm_is_told_and_a_pull_that_breaks_off_goes_on() {
    pageFailures.set(4);
    for (String id : new String[] {"01A", "01B", "01C"})
      records.put(
          id,
          Json.MAPPER
              .createObjectNode()
              .put("Id", id)
              .put("Email", id.toLowerCase(Locale.ROOT) + "@crm.example")
              .put("Title", "Chief " + id)
              .put("SystemModstamp", now()));
    await("all are told")
        .atMost(Duration.ofSeconds(60))
        .until(() -> pulledOf("01A") + pulledOf("01B") + pulledOf("01C") >= 3);
    assertThat(pulledOf("01A")).isEqualTo(1);
    assertThat(pageFailures.get()).isZero();
    records.get("01B").put("Title", "Chair").put("SystemModstamp", now());
    await("the change is told").atMost(Duration.ofSeconds(20)).until(() -> pulledOf("01B") == 2);
    JsonNode told =
        service.toldAll().stream()
            .filter(body -> body.path("payload").path("externalId").asString("").equals("01B"))
            .reduce((one, other) -> other)
            .orElseThrow();
    assertThat(told.path("payload").path("fields").toString())
        .isEqualTo("{\"job_title\":\"Chair\"}");
    assertThat(told.path("identity").toString())
        .isEqualTo(
            "{\"email\":\"01b@crm.example\",\"externalIds\":{\"salesforceLeadId\":\"01B\"},\"asserted\":\"CRM\"}");
  }

  /** What the other one held was taken for what this one holds. */
  @Test
  void where_a_record_was_merged_into_another_there_that_one_is_the_leads_from_then_on() {
    CrmStandIn crm = others.get(CrmSystem.HUBSPOT);
    knows("lead-g", "g1", 1, "gus@acme.example", "Head of G");
    await("it is written")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !told("lead-g", "crm.record-pushed", CrmSystem.HUBSPOT).isEmpty());
    crm.merges(idOf("lead-g"));
    crm.changes("9001", "email", "gus@acme.example");
    crm.changes("9001", "jobtitle", "Chair of G");
    happens("lead-g", "g2", 2, "web.page-viewed", "WEB", "", "{\"url\": \"https://a.example/\"}");
    await("what was said is in the one that is left")
        .atMost(Duration.ofSeconds(30))
        .until(() -> crm.records.get("9001").path("conversation").asString("").contains("I am"));
    await("it is the only one")
        .atMost(Duration.ofSeconds(10))
        .until(() -> "9001".equals(idOf("lead-g")));
  }

  /** Whatever they said later was written into the other one's record. */
  @Test
  void who_was_taken_for_another_is_not_written_into_their_record_once_they_are_parted() {
    CrmStandIn crm = others.get(CrmSystem.HUBSPOT);
    knows("lead-x", "x1", 1, "xen@acme.example", "Head of X");
    await("it is written")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !told("lead-x", "crm.record-pushed", CrmSystem.HUBSPOT).isEmpty());
    String id = idOf("lead-x");
    Instant now = Instant.now();
    service.announce("lead-x", "x2", 2, now, new LeadEvent.LeadMergedInto("lead-w", null, now));
    happens("lead-w", "w1", 1, "web.page-viewed", "WEB", "", "{\"url\": \"https://a.example/\"}");
    LeadAnnouncement gave =
        LeadStory.of("lead-x").leaves("xen@acme.example").announced().getFirst();
    var part =
        new Absorbed(
            "lead-x",
            "lead-w",
            LeadSource.LEADLINE,
            Picture.of((LeadEvent.InteractionRecorded) gave.event()),
            Control.AUTOMATED,
            Block.NONE,
            null,
            false,
            now);
    service.announce(
        "lead-w",
        "w2",
        2,
        now,
        new LeadEvent.LeadAbsorbed(
            "lead-x",
            List.of(part.withoutPersonal()),
            null,
            now,
            new LeadEvent.Parts(List.of(part))));
    await("the record is that of both")
        .atMost(Duration.ofSeconds(30))
        .until(() -> id.equals(idOf("lead-w")));
    service.announce(
        "lead-w", "w3", 3, now, new LeadEvent.LeadUnmerged("lead-x", null, Instant.now()));
    knows("lead-w", "w4", 4, "wes@acme.example", "Head of W");
    await("it is written as well")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                told("lead-w", "crm.record-pushed", CrmSystem.HUBSPOT).stream()
                    .anyMatch(pushed -> pushed.path("fields").toString().contains("jobtitle")));
    assertThat(crm.records.get(id).path("jobtitle").stringValue()).isEqualTo("Head of X");
    assertThat(idOf("lead-w")).isNotEqualTo(id);
  }

  @Test
  void a_lead_with_another_address_of_a_contact_of_hubspot_is_written_to_it() {
    var crm = (CrmStandIn.HubSpot) others.get(CrmSystem.HUBSPOT);
    crm.changes("9002", "email", "una@new.example");
    crm.further.put("una@old.example", "9002");
    knows("lead-u", "u1", 1, "una@old.example", "Head of U");
    await("it is written")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !told("lead-u", "crm.record-pushed", CrmSystem.HUBSPOT).isEmpty());
    assertThat(crm.records.get("9002").path("jobtitle").stringValue()).isEqualTo("Head of U");
    assertThat(crm.records.get("9002").path("email").stringValue()).isEqualTo("una@new.example");
    assertThat(told("lead-u", "crm.sync-failed", CrmSystem.HUBSPOT)).isEmpty();
  }

  /** Which record was theirs was kept for ever. */
  @Test
  void who_is_erased_while_they_are_written_is_not_remembered() {
    var pushed = new CompletableFuture<Double>();
    whileWriting =
        body -> {
          if (!body.contains("Head of V")) return;
          service.announceErasure(
              "lead-v", "v2", 2, new LeadEvent.LeadErased(Instant.now(), null, List.of()));
          await("it is erased")
              .atMost(Duration.ofSeconds(15))
              .until(
                  () ->
                      service.count(
                              """
                              select count(*) from enrichment.forgotten_leads
                              where lead_id = 'lead-v'
                              """)
                          == 1);
          // One call after the other: no other one is answered before this one.
          pushed.complete(counted("pushed"));
        };
    knows("lead-v", "v1", 1, "vic@acme.example", "Head of V");
    await("it was written")
        .atMost(Duration.ofSeconds(30))
        .until(() -> counted("pushed") > pushed.getNow(Double.MAX_VALUE));
    assertThat(
            service.count("select count(*) from enrichment.crm_records where lead_id = 'lead-v'"))
        .isZero();
  }

  private @Nullable String idOf(String leadId) {
    List<String> ids =
        service
            .bean(JdbcTemplate.class)
            .queryForList(
                "select external_id from crm_records where system = 'HUBSPOT' and lead_id = ?",
                String.class,
                leadId);
    return ids.size() == 1 ? ids.getFirst() : null;
  }

  /** Kafka did not take it, and nothing behind it was ever pulled. */
  @Test
  void a_record_that_is_longer_than_kafka_takes_holds_up_no_other() {
    String[] ids = {"03A", "03B"};
    for (String id : ids)
      records.put(
          id,
          Json.MAPPER
              .createObjectNode()
              .put("Id", id)
              .put("Email", id.toLowerCase(Locale.ROOT) + "@crm.example")
              .put("Title", id.equals("03A") ? "Chief. ".repeat(200_000) : "Chief")
              .put("SystemModstamp", now()));
    await("both are told")
        .atMost(Duration.ofSeconds(60))
        .until(() -> pulledOf("03A") == 1 && pulledOf("03B") == 1);
    records.keySet().removeAll(List.of(ids));
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void
      while_no_crm_takes_a_connection_what_is_to_be_written_waits_and_nothing_is_said_of_the_lead() {
    salesforce.close();
    others.values().forEach(CrmStandIn::close);
    knows("lead-z", "z1", 1, "zed@acme.example", "Head of Z");
    await("all three wait, and say for what")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                service.count(
                        """
                        select count(*) from enrichment.inquiries
                        where lead_id = 'lead-z' and purpose like 'CRM%' and state = 'PENDING'
                          and (reason = 'The CRM does not answer'
                            or reason = 'The CRM is not asked, since most calls failed')
                        """)
                    == CrmSystem.values().length);
    for (CrmSystem system : CrmSystem.values()) {
      assertThat(told("lead-z", "crm.record-pushed", system)).isEmpty();
      assertThat(told("lead-z", "crm.sync-failed", system)).isEmpty();
    }
  }
}
