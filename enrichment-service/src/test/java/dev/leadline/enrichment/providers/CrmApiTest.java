package dev.leadline.enrichment.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.leadline.enrichment.domain.Fingerprint;
import dev.leadline.enrichment.domain.crm.Candidate;
import dev.leadline.enrichment.domain.crm.CrmPlan;
import dev.leadline.enrichment.domain.crm.CrmPlan.Mapping;
import dev.leadline.enrichment.domain.crm.CrmPlan.Type;
import dev.leadline.enrichment.domain.crm.CrmPlan.Write;
import dev.leadline.enrichment.domain.crm.CrmRecord;
import dev.leadline.enrichment.domain.crm.Position;
import dev.leadline.enrichment.domain.crm.PullRecords.Page;
import dev.leadline.enrichment.domain.crm.PullRecords.StartAgain;
import dev.leadline.enrichment.domain.crm.Pulling.Known;
import dev.leadline.enrichment.domain.crm.RecallRecords;
import dev.leadline.enrichment.domain.crm.WriteToCrm;
import dev.leadline.enrichment.providers.CallFailed.Kind;
import dev.leadline.enrichment.providers.CrmApi.Draft;
import dev.leadline.enrichment.providers.CrmApi.Written;
import dev.leadline.events.Json;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The three CRMs in their own words, against a stand-in that answers as they do. */
class CrmApiTest {

  private static final CallSettings CALLS =
      new CallSettings(
          true,
          Duration.ofSeconds(1),
          Duration.ofMillis(400),
          1,
          Duration.ofMillis(5),
          Duration.ofMillis(50),
          Duration.ofMillis(300),
          8);

  private static final Fingerprint FINGERPRINT = texts -> String.join(" ", texts);
  private static final RecallRecords NOTHING = (system, ids) -> Map.of();
  private static final Instant NINE = Instant.parse("2026-11-01T09:00:00Z");

  private VendorStandIn vendor;

  @BeforeEach
  void start() throws IOException {
    vendor = new VendorStandIn();
  }

  @AfterEach
  void stop() {
    vendor.close();
  }

  private CrmSettings.Connection connection(String object) {
    return new CrmSettings.Connection(
        vendor.address(""),
        "client",
        "secret",
        "refresh",
        null,
        object,
        true,
        null,
        Duration.ofDays(1),
        List.of());
  }

  private static HttpDoor door() {
    return new HttpDoor(RestClient.builder(), CALLS, Clock.systemUTC());
  }

  private static Backend backend() {
    return new Backend("crm", CALLS, new SimpleMeterRegistry());
  }

  private CrmApi salesforce(String object, Set<String> mapped) {
    return new Salesforce(door(), backend(), connection(object), mapped);
  }

  private CrmApi api(CrmSystem system) {
    var connection = connection("Lead");
    var door = door();
    var backend = backend();
    return switch (system) {
      case SALESFORCE -> salesforce("Lead", Set.of("Title"));
      case HUBSPOT -> new HubSpot(door, backend, connection, Set.of("jobtitle"));
      case MARKETO -> new Marketo(door, backend, connection, Set.of("title"));
    };
  }

  private void token(CrmSystem system, String token) {
    vendor.answers(
        200,
        switch (system) {
          case SALESFORCE ->
              """
              {"access_token":"%s","signature":"s","scope":"api","instance_url":"%s",
               "id":"https://login.salesforce.com/id/00D/005","token_type":"Bearer",
               "issued_at":"1730451600000"}
              """
                  .formatted(token, vendor.address(""));
          case HUBSPOT ->
              """
              {"token_type":"bearer","refresh_token":"refresh","access_token":"%s","expires_in":1800}
              """
                  .formatted(token);
          case MARKETO ->
              """
              {"access_token":"%s","token_type":"bearer","expires_in":3599,"scope":"api@acme.example"}
              """
                  .formatted(token);
        });
  }

  /** An answer that says that nothing was found. */
  private static String nothing(CrmSystem system) {
    return switch (system) {
      case SALESFORCE -> "{\"totalSize\":0,\"done\":true,\"records\":[]}";
      case HUBSPOT -> "{\"status\":\"COMPLETE\",\"results\":[]}";
      case MARKETO -> "{\"requestId\":\"e42b#14272d07d78\",\"result\":[],\"success\":true}";
    };
  }

  private static List<CrmRecord> find(CrmApi api) {
    return api.find(Set.of(), Set.of("ana@acme.example"));
  }

  private static Kind kindOf(Runnable call) {
    try {
      call.run();
    } catch (CallFailed failed) {
      return failed.kind();
    }
    throw new AssertionError("It was answered");
  }

  @Test
  void salesforce_is_queried_page_by_page_in_the_order_of_changes() {
    CrmApi api = api(CrmSystem.SALESFORCE);
    token(CrmSystem.SALESFORCE, "t1");
    vendor.answers(
        200,
        """
        {"totalSize":3,"done":false,"nextRecordsUrl":"/services/data/v62.0/query/01gD0000002HU6KIAW-400",
         "records":[{"attributes":{"type":"Lead","url":"/services/data/v62.0/sobjects/Lead/00QA1"},
           "Id":"00QA1","Email":"Ana@Acme.example","SystemModstamp":"2026-11-01T10:00:00.000+0000","Title":"CTO"},
          {"attributes":{"type":"Lead"},"Id":"00QA2","Email":null,
           "SystemModstamp":"2026-11-01T10:00:01.000+0000","Title":null}]}
        """);
    var first = (Page) api.changed(Position.from(NINE));
    assertThat(first.records())
        .containsExactly(
            new CrmRecord(
                "00QA1",
                "ana@acme.example",
                Map.of("Title", "CTO", "Email", "Ana@Acme.example"),
                Instant.parse("2026-11-01T10:00:00Z")),
            new CrmRecord("00QA2", null, Map.of(), Instant.parse("2026-11-01T10:00:01Z")));
    assertThat(vendor.asked().getFirst().body())
        .contains("grant_type=client_credentials", "client_id=client", "client_secret=secret");
    var query = vendor.asked().getLast();
    assertThat(query.path())
        .startsWith("/services/data/v62.0/query?q=")
        .contains("SystemModstamp+%3E%3D+2026-11-01T08%3A59%3A30Z+ORDER+BY+SystemModstamp");
    assertThat(query.header("Authorization")).isEqualTo("Bearer t1");
    vendor.answers(200, "{\"totalSize\":3,\"done\":true,\"records\":[]}");
    var second = (Page) api.changed(first.next());
    assertThat(vendor.asked().getLast().path())
        .isEqualTo("/services/data/v62.0/query/01gD0000002HU6KIAW-400");
    assertThat(second.next()).isEqualTo(Position.from(Instant.parse("2026-11-01T10:00:01Z")));
    vendor.answers(
        400, "[{\"message\":\"invalid query locator\",\"errorCode\":\"INVALID_QUERY_LOCATOR\"}]");
    assertThat(api.changed(first.next())).isEqualTo(new StartAgain());
  }

  @Test
  void salesforce_takes_records_by_collection_and_says_of_each_what_became_of_it() {
    CrmApi api = api(CrmSystem.SALESFORCE);
    token(CrmSystem.SALESFORCE, "t1");
    vendor.answers(
        200,
        """
        [{"id":"00QA1","success":true,"errors":[]},
         {"success":false,"errors":[{"statusCode":"FIELD_CUSTOM_VALIDATION_EXCEPTION",
           "message":"Title may not be Ana","fields":["Title"]}]}]
        """);
    List<Written> written =
        api.write(
            List.of(
                new Draft("00QA1", Map.of("Title", "CTO")),
                new Draft("00QA2", Map.of("Title", "Ana"))));
    assertThat(written)
        .containsExactly(
            new Written("00QA1", null, null),
            Written.refused("00QA2", "FIELD_CUSTOM_VALIDATION_EXCEPTION"));
    var asked = vendor.asked().getLast();
    assertThat(asked.method() + " " + asked.path())
        .isEqualTo("PATCH /services/data/v62.0/composite/sobjects");
    assertThat(Json.MAPPER.readTree(asked.body()))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"allOrNone":false,"records":[
                  {"attributes":{"type":"Lead"},"id":"00QA1","Title":"CTO"},
                  {"attributes":{"type":"Lead"},"id":"00QA2","Title":"Ana"}]}
                """));
  }

  @Test
  void with_a_contact_of_salesforce_its_account_and_whose_that_is_are_read() {
    CrmApi api =
        salesforce(
            "Contact",
            Set.of("Title", "AccountId", "Account.Name", "Account.Owner.Email", "Owner.Name"));
    token(CrmSystem.SALESFORCE, "t1");
    vendor.answers(
        200,
        """
        {"totalSize":2,"done":true,"records":[
          {"attributes":{"type":"Contact"},"Id":"003A1","Email":"ana@acme.example",
           "SystemModstamp":"2026-11-01T10:00:00.000+0000","Title":"CTO","AccountId":"001A",
           "Account":{"attributes":{"type":"Account"},"Name":"Acme",
             "Owner":{"attributes":{"type":"User"},"Email":"rep@seller.example"}},
           "Owner":{"attributes":{"type":"Name"},"Name":"Sam Reed"}},
          {"attributes":{"type":"Contact"},"Id":"003A2","Email":null,
           "SystemModstamp":"2026-11-01T10:00:01.000+0000","Title":null,"AccountId":null,
           "Account":null,"Owner":null}]}
        """);
    var page = (Page) api.changed(Position.from(NINE));
    assertThat(page.records())
        .extracting(CrmRecord::values)
        .containsExactly(
            Map.of(
                "Email", "ana@acme.example",
                "Title", "CTO",
                "AccountId", "001A",
                "Account.Name", "Acme",
                "Account.Owner.Email", "rep@seller.example",
                "Owner.Name", "Sam Reed"),
            Map.of());
    assertThat(URLDecoder.decode(vendor.asked().getLast().path(), StandardCharsets.UTF_8))
        .contains(
            "SELECT Id, Email, SystemModstamp, Account.Name, Account.Owner.Email, AccountId,"
                + " Owner.Name, Title FROM Contact WHERE");
  }

  @Test
  void a_quote_in_an_address_does_not_end_the_query() {
    CrmApi api = api(CrmSystem.SALESFORCE);
    token(CrmSystem.SALESFORCE, "t1");
    vendor.answers(200, nothing(CrmSystem.SALESFORCE));
    api.find(Set.of(), Set.of("o'hara@acme.example"));
    assertThat(vendor.asked().getLast().path()).contains("%27o%5C%27hara%40acme.example%27");
  }

  @Test
  void a_used_up_limit_of_salesforce_is_waited_out() {
    CrmApi api = api(CrmSystem.SALESFORCE);
    token(CrmSystem.SALESFORCE, "t1");
    vendor.answers(
        403,
        "[{\"message\":\"TotalRequests Limit"
            + " exceeded.\",\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]");
    assertThatThrownBy(() -> find(api))
        .isInstanceOf(CallFailed.class)
        .extracting(failure -> ((CallFailed) failure).retryAfter())
        .isEqualTo(Duration.ofMinutes(15));
    vendor.answers(403, "[{\"message\":\"no\",\"errorCode\":\"API_DISABLED_FOR_ORG\"}]");
    assertThat(kindOf(() -> find(api))).isEqualTo(Kind.REFUSED);
  }

  @Test
  void hubspot_is_searched_for_changes_and_read_and_written_in_batches() {
    CrmApi api = api(CrmSystem.HUBSPOT);
    token(CrmSystem.HUBSPOT, "t1");
    vendor.answers(
        200,
        """
        {"total":2,"results":[{"id":"512","properties":{"email":"ana@acme.example","jobtitle":"CTO",
          "lastmodifieddate":"2026-11-01T10:00:00.123Z"},"createdAt":"2026-10-01T00:00:00Z",
          "updatedAt":"2026-11-01T10:00:00.123Z","archived":false}],
         "paging":{"next":{"after":"100","link":"?after=100"}}}
        """);
    var page = (Page) api.changed(Position.from(NINE));
    assertThat(page.records().getFirst().values()).containsEntry("jobtitle", "CTO");
    assertThat(page.next().cursor()).isEqualTo("100");
    assertThat(vendor.asked().getFirst().body()).contains("grant_type=refresh_token");
    assertThat(
            Json.MAPPER.readTree(vendor.asked().getLast().body()).path("filterGroups").toString())
        .isEqualTo(
            "[{\"filters\":[{\"propertyName\":\"lastmodifieddate\",\"operator\":\"GTE\",\"value\":\"1793523570000\"}]}]");
    vendor.answers(
        207,
        """
        {"status":"COMPLETE","results":[{"id":"512","properties":{"email":"ana@acme.example"},
          "updatedAt":"2026-11-01T11:00:00Z"}],"numErrors":1,"errors":[{"status":"error",
          "category":"OBJECT_NOT_FOUND","message":"Could not get some CONTACT objects"}]}
        """);
    assertThat(api.find(Set.of(), Set.of("ana@acme.example", "bob@b.example"))).hasSize(1);
    assertThat(vendor.asked().getLast().body()).contains("\"idProperty\":\"email\"");
    vendor.answers(
        200,
        """
        {"status":"COMPLETE","results":[{"id":"512","properties":{"jobtitle":"CEO"},
          "updatedAt":"2026-11-01T12:00:00Z","archived":false}]}
        """);
    assertThat(api.write(List.of(new Draft("512", Map.of("jobtitle", "CEO")))))
        .containsExactly(new Written("512", null, Instant.parse("2026-11-01T12:00:00Z")));
    vendor.answers(
        400,
        """
        {"status":"error","message":"Property values were not valid","correlationId":"c",
         "category":"VALIDATION_ERROR"}
        """);
    assertThat(api.write(List.of(new Draft("512", Map.of("jobtitle", "x")))))
        .containsExactly(Written.refused("512", "VALIDATION_ERROR"));
  }

  /** Each new search found the same ones, and the pull began again for ever. */
  @Test
  void more_contacts_than_a_search_of_hubspot_shows_are_all_pulled_also_if_changed_at_once() {
    CrmApi api = api(CrmSystem.HUBSPOT);
    int contacts = 25_000;
    vendor.answersBy(asked -> searched(asked, contacts));
    token(CrmSystem.HUBSPOT, "t1");
    Set<String> pulled = new HashSet<>();
    Position at = Position.from(NINE.minusSeconds(10));
    int pages = 0;
    do {
      var page = (Page) api.changed(at);
      page.records().forEach(record -> pulled.add(record.externalId()));
      at = page.next();
      pages++;
    } while (at.cursor() != null && pages < 1_000);
    assertThat(pulled).hasSize(contacts);
    assertThat(at).isEqualTo(Position.from(NINE.plusMillis((contacts - 1) / 2)));
  }

  /** Contacts of which two were changed each millisecond, as HubSpot shows them. */
  private static VendorStandIn.Answer searched(VendorStandIn.Asked asked, int contacts) {
    JsonNode search = Json.MAPPER.readTree(asked.body());
    long from = Long.parseLong(search.path("filterGroups").at("/0/filters/0/value").asString());
    int first = (int) Math.max(0, 2 * (from - NINE.toEpochMilli()));
    int after = Integer.parseInt(search.path("after").asString("0"));
    if (after + 100 > 10_000)
      return VendorStandIn.Answer.of(400, "{\"category\": \"VALIDATION_ERROR\"}");
    int begin = first + after;
    int end = Math.min(contacts, begin + 100);
    ObjectNode answer = Json.MAPPER.createObjectNode();
    ArrayNode results = answer.putArray("results");
    for (int i = begin; i < end; i++)
      results
          .addObject()
          .put("id", "c" + i)
          .putObject("properties")
          .put("lastmodifieddate", NINE.plusMillis(i / 2).toString());
    if (end < contacts)
      answer.putObject("paging").putObject("next").put("after", Integer.toString(after + 100));
    return VendorStandIn.Answer.of(200, answer.toString());
  }

  @Test
  void marketo_tells_changes_by_a_paging_token_and_then_the_leads() {
    CrmApi api = api(CrmSystem.MARKETO);
    token(CrmSystem.MARKETO, "t1");
    vendor.answers(
        200, "{\"requestId\":\"r\",\"success\":true,\"nextPageToken\":\"WQV2VQVPPCKHC6AQ\"}");
    vendor.answers(
        200,
        """
        {"requestId":"r","success":true,"nextPageToken":"GIYDAOBNGEYS2MBW","moreResult":true,
         "result":[{"id":102,"marketoGUID":"102","leadId":318581,"activityDate":"2026-11-01T10:00:00Z",
           "activityTypeId":13,"fields":[{"id":48,"name":"title","newValue":"CTO","oldValue":null}],
           "attributes":[]}]}
        """);
    vendor.answers(
        200,
        """
        {"requestId":"r","success":true,"result":[{"id":318581,"updatedAt":"2026-11-01T10:00:00Z",
          "email":"ana@acme.example","title":"CTO"}]}
        """);
    var page = (Page) api.changed(Position.from(NINE));
    assertThat(page.records())
        .containsExactly(
            new CrmRecord(
                "318581",
                "ana@acme.example",
                Map.of("title", "CTO", "email", "ana@acme.example"),
                Instant.parse("2026-11-01T10:00:00Z")));
    assertThat(page.next().cursor()).isEqualTo("GIYDAOBNGEYS2MBW");
    assertThat(vendor.askedAt("/identity/oauth/token?")).hasSize(1);
    vendor.answers(
        200,
        """
        {"requestId":"r","success":true,"result":[{"id":318581,"status":"updated"},
          {"status":"skipped","reasons":[{"code":"1004","message":"Lead not found"}]}]}
        """);
    assertThat(
            api.write(
                List.of(
                    new Draft("318581", Map.of("title", "CEO")),
                    new Draft("9", Map.of("title", "CEO")))))
        .containsExactly(new Written("318581", null, null), Written.refused("9", "1004"));
    assertThat(Json.MAPPER.readTree(vendor.asked().getLast().body()))
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"action":"updateOnly","lookupField":"id",
                 "input":[{"id":318581,"title":"CEO"},{"id":9,"title":"CEO"}]}
                """));
  }

  @Test
  void marketo_says_200_to_everything_and_is_understood_all_the_same() {
    CrmApi api = api(CrmSystem.MARKETO);
    token(CrmSystem.MARKETO, "t1");
    vendor.answers(200, error("606", "Max rate limit '100' exceeded with in '20' secs"));
    assertThatThrownBy(() -> find(api))
        .extracting(failure -> ((CallFailed) failure).retryAfter())
        .isEqualTo(Duration.ofSeconds(20));
    vendor.answers(200, error("607", "Daily quota '50000' exceeded"));
    assertThatThrownBy(() -> find(api))
        .extracting(failure -> ((CallFailed) failure).retryAfter())
        .isEqualTo(Duration.ofHours(1));
    vendor.answers(200, error("602", "Access token expired"));
    token(CrmSystem.MARKETO, "t2");
    vendor.answers(200, nothing(CrmSystem.MARKETO));
    assertThat(find(api)).isEmpty();
    assertThat(vendor.asked().getLast().header("Authorization")).isEqualTo("Bearer t2");
  }

  private static String error(String code, String message) {
    return "{\"requestId\":\"r\",\"success\":false,\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}"
        .formatted(code, message);
  }

  @ParameterizedTest
  @EnumSource(CrmSystem.class)
  void a_token_is_kept_and_renewed_once_when_it_is_taken_no_more(CrmSystem system) {
    CrmApi api = api(system);
    token(system, "t1");
    vendor.answers(200, nothing(system));
    vendor.answers(200, nothing(system));
    find(api);
    find(api);
    assertThat(vendor.asked()).hasSize(3);
    vendor.answers(
        401, "[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]");
    token(system, "t2");
    vendor.answers(200, nothing(system));
    assertThat(find(api)).isEmpty();
    assertThat(vendor.asked().getLast().header("Authorization")).isEqualTo("Bearer t2");
    vendor.answers(401, "[]");
    token(system, "t3");
    vendor.answers(401, "[]");
    assertThat(kindOf(() -> find(api))).isEqualTo(Kind.REFUSED);
  }

  @ParameterizedTest
  @EnumSource(CrmSystem.class)
  void slow_garbled_busy_broken_and_missing_answers_end_in_words(CrmSystem system) {
    CrmApi api = api(system);
    token(system, "t1");
    vendor.hangs();
    assertThat(kindOf(() -> find(api))).isEqualTo(Kind.PASSING);
    vendor.answers(200, "<html>We are down for maintenance</html>");
    assertThat(kindOf(() -> find(api))).isEqualTo(Kind.PASSING);
    vendor.answers(429, "{\"status\":\"error\",\"errorType\":\"RATE_LIMIT\"}", "Retry-After", "11");
    assertThatThrownBy(() -> find(api))
        .extracting(failure -> ((CallFailed) failure).retryAfter())
        .isEqualTo(Duration.ofSeconds(11));
    // A wish for no time at all is none: nobody is to be asked again at once, for ever.
    vendor.answers(429, "{}", "Retry-After", "0");
    assertThatThrownBy(() -> find(api))
        .extracting(failure -> ((CallFailed) failure).retryAfter())
        .isNull();
    vendor.answers(404, "{}");
    assertThat(kindOf(() -> find(api))).isEqualTo(Kind.REFUSED);
  }

  /** A page of them was refused whole, and the pull stood still for as long as they were in it. */
  @ParameterizedTest
  @EnumSource(CrmSystem.class)
  void records_with_long_texts_are_read(CrmSystem system) {
    CrmApi api = api(system);
    token(system, "t1");
    String title = "Buyer. ".repeat(500_000);
    String page =
        switch (system) {
          case SALESFORCE ->
              """
              {"done":true,"records":[{"Id":"00Q1","Email":"ana@acme.example","Title":"%s"}]}
              """;
          case HUBSPOT ->
              """
              {"results":[{"id":"1","properties":{"email":"ana@acme.example","jobtitle":"%s"}}]}
              """;
          case MARKETO ->
              """
              {"success":true,"result":[{"id":1,"email":"ana@acme.example","title":"%s"}]}
              """;
        };
    vendor.answers(200, page.formatted(title));
    assertThat(find(api))
        .singleElement()
        .satisfies(record -> assertThat(record.values()).containsValue(title));
  }

  @ParameterizedTest
  @EnumSource(CrmSystem.class)
  void one_that_is_down_is_left_alone_and_asked_again_after_a_while(CrmSystem system) {
    CrmApi api = api(system);
    token(system, "t1");
    for (int i = 0; i < 5; i++) vendor.answers(500, "{}");
    for (int i = 0; i < 5; i++) assertThat(kindOf(() -> find(api))).isEqualTo(Kind.PASSING);
    int asked = vendor.asked().size();
    assertThat(kindOf(() -> find(api))).isEqualTo(Kind.KEPT_BACK);
    assertThat(vendor.asked()).hasSize(asked);
    vendor.answersBy(unused -> VendorStandIn.Answer.of(200, nothing(system)));
    await("it is asked again")
        .atMost(Duration.ofSeconds(5))
        .ignoreExceptions()
        .until(() -> find(api).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(CrmSystem.class)
  void one_that_takes_no_connection_is_tried_again_later_and_says_so_in_words(CrmSystem system) {
    CrmApi api = api(system);
    CrmApi knowing = api(system);
    token(system, "t1");
    vendor.answers(200, nothing(system));
    assertThat(find(knowing)).isEmpty();
    vendor.close();
    for (CrmApi each : List.of(api, knowing))
      assertThatThrownBy(() -> find(each))
          .hasMessage("does not answer")
          .extracting(failure -> ((CallFailed) failure).kind())
          .isEqualTo(Kind.PASSING);
    var plan = new CrmPlan("default", system, "Lead", List.of(), true, null, null);
    var batches = new CrmBatches(plan, knowing, NOTHING, Duration.ofMillis(1), FINGERPRINT);
    assertThat(batches.write(new Candidate("lead-1", null, "ana@acme.example", true, Map.of())))
        .isEqualTo(new WriteToCrm.NotNow("The CRM does not answer", Duration.ofMinutes(1)));
  }

  /** Its answer may be lost, and it may be there: the next try looks for it first. */
  @ParameterizedTest
  @EnumSource(
      value = CrmSystem.class,
      names = {"SALESFORCE", "HUBSPOT"})
  void what_would_make_a_record_is_not_repeated_without_an_answer(CrmSystem system) {
    var backend = new Backend("crm", CALLS.trying(3), new SimpleMeterRegistry());
    CrmApi api =
        system == CrmSystem.HUBSPOT
            ? new HubSpot(door(), backend, connection("Lead"), Set.of("jobtitle"))
            : new Salesforce(door(), backend, connection("Lead"), Set.of("Title"));
    token(system, "t1");
    vendor.hangs();
    assertThat(kindOf(() -> api.write(List.of(new Draft(null, Map.of("email", "a@a.example"))))))
        .isEqualTo(Kind.PASSING);
    assertThat(vendor.asked()).as("a token and one record").hasSize(2);

    vendor.forget();
    vendor.hangs();
    vendor.hangs();
    vendor.hangs();
    assertThat(kindOf(() -> api.write(List.of(new Draft("1", Map.of("email", "a@a.example"))))))
        .isEqualTo(Kind.PASSING);
    assertThat(vendor.asked()).as("a change may be made twice").hasSize(3);
  }

  @Test
  void where_people_have_changed_something_our_write_does_not_hide_it_from_the_next_pull() {
    vendor.answersBy(
        asked -> {
          if (asked.path().contains("/oauth/"))
            return VendorStandIn.Answer.of(200, "{\"access_token\":\"t\",\"expires_in\":1800}");
          return VendorStandIn.Answer.of(
              200,
              """
              {"status":"COMPLETE","results":[{"id":"h1","updatedAt":"2026-11-01T10:00:00Z",
                "properties":{"jobtitle":"Chair","lastmodifieddate":"2026-11-01T09:59:00Z"}}]}
              """);
        });
    var plan =
        new CrmPlan(
            "default",
            CrmSystem.HUBSPOT,
            "contacts",
            List.of(
                new Mapping("job_title", "jobtitle", Write.OVERWRITE, true, Type.TEXT),
                new Mapping("first_name", "firstname", Write.IF_EMPTY, true, Type.TEXT)),
            true,
            null,
            Duration.ofDays(1));
    var api = new HubSpot(door(), backend(), connection("Lead"), Set.of("jobtitle", "firstname"));
    var known = new ConcurrentHashMap<String, Known>();
    var batches =
        new CrmBatches(plan, api, (system, ids) -> known, Duration.ofMillis(1), FINGERPRINT);
    var ana = new Candidate("lead-1", "h1", null, false, Map.of("firstname", "Ana"));

    known.put("h1", new Known(Map.of("jobtitle", "crm CTO"), null));
    assertThat(batches.write(ana))
        .isEqualTo(new WriteToCrm.Wrote("h1", Map.of("firstname", "Ana"), null));
    known.put("h1", new Known(Map.of("jobtitle", "crm Chair"), null));
    assertThat(batches.write(ana))
        .isEqualTo(
            new WriteToCrm.Wrote(
                "h1", Map.of("firstname", "Ana"), Instant.parse("2026-11-01T10:00:00Z")));

    vendor.forget();
    known.put("h1", new Known(Map.of("jobtitle", "crm CEO"), null));
    var overwriting = new Candidate("lead-1", "h1", null, false, Map.of("jobtitle", "CTO"));
    assertThat(batches.write(overwriting)).isEqualTo(new WriteToCrm.ReadFirst());
    assertThat(vendor.askedAt("/batch/update")).isEmpty();
  }

  /** Compared with what the gone one held, it was read first for a day, and then given up. */
  @Test
  void a_record_into_which_the_leads_own_was_merged_is_compared_with_what_is_known_of_itself() {
    vendor.answersBy(
        asked -> {
          if (asked.path().contains("/oauth/"))
            return VendorStandIn.Answer.of(200, "{\"access_token\":\"t\",\"expires_in\":1800}");
          boolean found = asked.body().contains("ana@acme.example") || asked.body().contains("h1");
          return VendorStandIn.Answer.of(
              200,
              found
                  ? """
                  {"results":[{"id":"h1","properties":{"jobtitle":"Chair",
                    "email":"ana@acme.example"}}]}
                  """
                  : nothing(CrmSystem.HUBSPOT));
        });
    var plan =
        new CrmPlan(
            "default",
            CrmSystem.HUBSPOT,
            "contacts",
            List.of(new Mapping("job_title", "jobtitle", Write.OVERWRITE, true, Type.TEXT)),
            true,
            null,
            Duration.ofDays(1));
    Map<String, Known> known =
        Map.of(
            "h0", new Known(Map.of("jobtitle", "crm Engineer"), null),
            "h1", new Known(Map.of("jobtitle", "crm Chair"), null));
    var batches =
        new CrmBatches(
            plan,
            api(CrmSystem.HUBSPOT),
            (system, ids) -> known,
            Duration.ofMillis(1),
            FINGERPRINT);
    assertThat(
            batches.write(
                new Candidate(
                    "lead-1", "h0", "ana@acme.example", false, Map.of("jobtitle", "CTO"))))
        .isEqualTo(new WriteToCrm.Wrote("h1", Map.of("jobtitle", "CTO"), null));
  }

  /** Every message of such a lead was told as one that the CRM does not take. */
  @Test
  void a_lead_that_was_converted_in_salesforce_is_let_be() {
    vendor.answersBy(
        asked -> {
          if (asked.path().contains("/oauth2/"))
            return VendorStandIn.Answer.of(
                200,
                "{\"access_token\":\"t\",\"instance_url\":\"%s\"}".formatted(vendor.address("")));
          return VendorStandIn.Answer.of(
              200,
              asked.path().contains("/query")
                  ? """
                  {"totalSize":1,"done":true,"records":[{"Id":"00QA1","Email":"ana@acme.example",
                    "SystemModstamp":"2026-11-01T10:00:00.000+0000","Title":"CEO"}]}
                  """
                  : """
                  [{"success":false,"errors":[{"statusCode":"CANNOT_UPDATE_CONVERTED_LEAD",
                    "message":"cannot reference converted lead","fields":[]}]}]
                  """);
        });
    var plan =
        new CrmPlan(
            "default",
            CrmSystem.SALESFORCE,
            "Lead",
            List.of(new Mapping("job_title", "Title", Write.OVERWRITE, false, Type.TEXT)),
            true,
            null,
            null);
    var batches =
        new CrmBatches(plan, api(CrmSystem.SALESFORCE), NOTHING, Duration.ofMillis(1), FINGERPRINT);
    assertThat(
            batches.write(
                new Candidate("lead-1", null, "ana@acme.example", true, Map.of("Title", "CTO"))))
        .isEqualTo(new WriteToCrm.Unchanged("00QA1"));
  }

  /** It was to be made again with every change, and never was. */
  @Test
  void a_contact_of_hubspot_that_has_the_address_among_others_is_found_by_what_hubspot_says() {
    vendor.answersBy(
        asked -> {
          if (asked.path().contains("/oauth/"))
            return VendorStandIn.Answer.of(200, "{\"access_token\":\"t\",\"expires_in\":1800}");
          return asked.path().endsWith("/batch/read")
              ? VendorStandIn.Answer.of(200, nothing(CrmSystem.HUBSPOT))
              : VendorStandIn.Answer.of(
                  409,
                  """
                  {"status":"error","message":"Contact already exists. Existing ID: 4711",
                   "correlationId":"c","category":"CONFLICT"}
                  """);
        });
    var plan = new CrmPlan("default", CrmSystem.HUBSPOT, "contacts", List.of(), true, null, null);
    var batches =
        new CrmBatches(plan, api(CrmSystem.HUBSPOT), NOTHING, Duration.ofMillis(1), FINGERPRINT);
    assertThat(
            batches.write(
                new Candidate("lead-1", null, "ana@old.example", true, Map.of("jobtitle", "CTO"))))
        .isEqualTo(new WriteToCrm.Exists("4711"));
  }

  @Test
  void many_leads_go_with_one_call() throws Exception {
    vendor.answersBy(
        asked -> {
          if (asked.path().contains("/oauth/"))
            return VendorStandIn.Answer.of(200, "{\"access_token\":\"t\",\"expires_in\":1800}");
          if (asked.path().endsWith("/batch/read"))
            return VendorStandIn.Answer.of(200, nothing(CrmSystem.HUBSPOT));
          var results = Json.MAPPER.createArrayNode();
          Json.MAPPER
              .readTree(asked.body())
              .path("inputs")
              .forEach(
                  input ->
                      results
                          .addObject()
                          .put("id", "h" + results.size())
                          .set("properties", input.path("properties")));
          return VendorStandIn.Answer.of(
              201, Json.MAPPER.createObjectNode().set("results", results).toString());
        });
    var plan = new CrmPlan("default", CrmSystem.HUBSPOT, "contacts", List.of(), true, null, null);
    var batches =
        new CrmBatches(plan, api(CrmSystem.HUBSPOT), NOTHING, Duration.ofMillis(300), FINGERPRINT);
    var outcomes = new ArrayList<Future<WriteToCrm.Outcome>>();
    try (var leads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 50)
          .forEach(
              i ->
                  outcomes.add(
                      leads.submit(
                          () ->
                              batches.write(
                                  new Candidate(
                                      "lead-" + i,
                                      null,
                                      "p" + i + "@a.example",
                                      true,
                                      Map.of())))));
    }
    for (var outcome : outcomes) assertThat(outcome.get()).isInstanceOf(WriteToCrm.Wrote.class);
    assertThat(vendor.askedAt("/batch/create").size()).isLessThanOrEqualTo(3);
  }
}
