package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClients;
import dev.leadline.allinone.commandline.LeadlineCommand;
import dev.leadline.allinone.platform.Outsider.Event;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/**
 * An erasure, from outside (domain, section 7, 10): wherever the platform keeps anything, nothing
 * of the person is found any more. Kafka keeps what was published for its retention, which is
 * shortened here from a week to a second.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class ErasureE2E {

  private static final Duration SOON = Duration.ofSeconds(40);

  /** Otherwise the broker looks every five minutes, and removes files a minute later. */
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "log.retention.check.interval.ms", "500",
          "log.initial.task.delay.ms", "500",
          "log.segment.delete.delay.ms", "100",
          "log.cleaner.backoff.ms", "500");

  private Path folder;
  private Platform platform;
  private Outsider outsider;

  @BeforeAll
  void start(@TempDir Path data) {
    folder = data;
    platform =
        Platform.start(
            new Platform.Options(data, 0, 0, null, Platform.Options.in(data).settings(), IMPATIENT),
            label -> {});
    outsider = new Outsider(platform);
  }

  @AfterAll
  void stop() {
    outsider.close();
    platform.close();
  }

  /** Somebody with words that nobody else uses. */
  private record Person(String cookie, String name, String email, String phone, String words) {

    static Person called(String name) {
      String mark = UUID.randomUUID().toString().substring(0, 8);
      return new Person(
          "cookie-" + mark,
          name + mark,
          name + "." + mark + "@acme.example",
          "+35191%07d".formatted(Math.abs(mark.hashCode() % 10_000_000)),
          "my knee hurts " + mark);
    }

    /** As a search finds a phone number: without its plus. */
    String digits() {
      return phone.substring(1);
    }

    List<String> traces() {
      return List.of(cookie, name, email, phone, digits(), words);
    }

    Event says(Instant at) {
      return Event.of(
          "chat.message-received",
          at,
          """
          {"identity": {"anonymousId": "%s", "email": "%s", "phone": "%s", "asserted": "SELF"},
           "actor": {"kind": "LEAD", "name": "%s"},
           "payload": {"messageId": "%s", "text": "%s"}}
          """
              .formatted(cookie, email, phone, name, UUID.randomUUID(), words));
    }

    Event fillsIn(Instant at) {
      return Event.of(
          "form.submitted",
          at,
          """
          {"identity": {"anonymousId": "%s"},
           "payload": {"formId": "f-1", "fields": {"first_name": "%s", "email": "%s"}}}
          """
              .formatted(cookie, name, email));
    }

    /** The email is no text: such a record is parked. */
    Event isMisunderstood(Instant at) {
      return Event.of(
          "chat.message-received",
          at,
          "{\"identity\": {\"anonymousId\": \"%s\", \"email\": 7}, \"payload\": {\"note\": \"%s %s\"}}"
              .formatted(cookie, email, words));
    }
  }

  /** Their events, and what the platform adds by itself: that the phone number is one. */
  private JsonNode row(Person person, int events) {
    return await("the row of " + person.cookie())
        .atMost(SOON)
        .until(
            () -> outsider.rowsOf(person.cookie()),
            rows -> rows.size() == 1 && rows.get(0).path("version").asInt() == events + 1)
        .get(0);
  }

  private Document shell(String lead) {
    try (var client = MongoClients.create(platform.addresses().mongo())) {
      Document row =
          client
              .getDatabase("leadline")
              .getCollection("lead_rows")
              .find(new Document("_id", lead))
              .first();
      if (row == null) throw new AssertionError("The shell is gone");
      return Document.parse(row.getString("state")).get("own", Document.class);
    }
  }

  private static void shortened(Admin admin, String topic, Map<String, String> settings)
      throws Exception {
    admin
        .incrementalAlterConfigs(
            Map.of(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                settings.entrySet().stream()
                    .map(
                        setting ->
                            new AlterConfigOp(
                                new ConfigEntry(setting.getKey(), setting.getValue()),
                                AlterConfigOp.OpType.SET))
                    .toList()))
        .all()
        .get();
  }

  /** A week goes by, and a day in the topic of parked records. */
  private void timePasses() throws Exception {
    try (var admin =
        Admin.create(new HashMap<>(Map.of("bootstrap.servers", platform.addresses().kafka())))) {
      for (String topic : List.of(Topics.CHANNEL_EVENTS, Topics.LEAD_EVENTS))
        shortened(admin, topic, Map.of(TopicConfig.RETENTION_MS_CONFIG, "1000"));
      shortened(
          admin,
          Topics.CHANNEL_EVENTS_DEAD,
          Map.of(
              TopicConfig.SEGMENT_MS_CONFIG, "100",
              TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, "100",
              TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.01",
              TopicConfig.DELETE_RETENTION_MS_CONFIG, "100"));
    }
  }

  @Test
  void after_an_erasure_nothing_of_the_person_is_found_anywhere() throws Exception {
    Person person = Person.called("Ana");
    Person other = Person.called("Bruno");
    Instant now = Instant.now();
    outsider.publish(
        List.of(
            person.says(now.minusSeconds(30)),
            person.fillsIn(now.minusSeconds(20)),
            person.isMisunderstood(now.minusSeconds(10)),
            other.says(now.minusSeconds(5))));
    String lead = row(person, 3).path("leadId").stringValue();
    String otherLead = row(other, 2).path("leadId").stringValue();
    var traces = new Traces(folder, platform.addresses(), person.traces());
    await("the parked record")
        .atMost(SOON)
        .until(
            () ->
                traces.inTopics().stream()
                    .anyMatch(place -> place.contains(Topics.CHANNEL_EVENTS_DEAD)));
    JsonNode export =
        Json.MAPPER.readTree(
            outsider
                .post(
                    "/v1/privacy/exports",
                    "application/json",
                    "{\"leadId\": \"%s\"}".formatted(lead))
                .body());
    assertThat(outsider.get(export.path("csv").stringValue()).body())
        .contains(person.email(), person.words(), person.name());

    // What will be looked for is there to be found; the event store alone shows nothing even now.
    assertThat(traces.inFiles())
        .anyMatch(place -> place.startsWith("kafka"))
        .anyMatch(place -> place.startsWith("lead-index"))
        .noneMatch(place -> place.startsWith("postgres"));
    // The text that is searched has the digits of the number alone, in a line of their own.
    assertThat(new Traces(folder, platform.addresses(), List.of("\n" + person.digits())).inFiles())
        .anyMatch(place -> place.startsWith("lead-index"));
    assertThat(traces.inTopics())
        .anyMatch(place -> place.contains(Topics.CHANNEL_EVENTS + ":"))
        .anyMatch(place -> place.contains(Topics.LEAD_EVENTS))
        .anyMatch(place -> place.contains(Topics.CHANNEL_EVENTS_DEAD));
    assertThat(traces.inCollections())
        .anyMatch(place -> place.contains("lead_rows"))
        .anyMatch(place -> place.contains("timeline_entries"));
    Object activity = shell(lead).get("activity");

    int exit =
        LeadlineCommand.run(
            "erase",
            lead,
            "--url",
            platform.addresses().gateway().toString(),
            "--key-file",
            platform.keyFile().toString(),
            "--legal-basis",
            "Searchable words of the proof");
    assertThat(exit).isZero();
    assertThat(outsider.get("/v1/leads/" + lead).statusCode()).isEqualTo(410);
    assertThat(outsider.get("/v1/leads/" + lead + "/timeline").statusCode()).isEqualTo(410);
    assertThat(outsider.get(export.path("json").stringValue()).statusCode()).isEqualTo(410);
    assertThat(shell(lead).get("activity")).as("totals stay true").isEqualTo(activity);

    // Late, replayed, dated in the future: none of it brings the person back.
    outsider.publish(
        List.of(
            person.says(now.minusSeconds(3)),
            person.fillsIn(now.plus(Duration.ofDays(400))),
            other.isMisunderstood(now)));
    timePasses();
    await("nothing is found any more")
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              // An active segment is closed by the next record only.
              outsider.publish(List.of(other.isMisunderstood(now), other.says(Instant.now())));
              assertThat(traces.everywhere()).isEmpty();
            });
    assertThat(outsider.rowsOf(person.cookie())).isEmpty();

    // The search finds what is there: the proof in PostgreSQL's files, the other one's row.
    var control =
        new Traces(
            folder, platform.addresses(), List.of("Searchable words of the proof", other.email()));
    assertThat(control.inFiles()).anyMatch(place -> place.startsWith("postgres"));
    assertThat(control.inTables()).anyMatch(place -> place.contains("erasures"));
    assertThat(control.inCollections())
        .anyMatch(place -> place.contains(other.email().toLowerCase(Locale.ROOT)));
    assertThat(outsider.get("/v1/leads/" + otherLead).statusCode()).isEqualTo(200);

    // They themselves may come back, as somebody new.
    outsider.publish(List.of(person.says(Instant.now())));
    assertThat(row(person, 2).path("leadId").stringValue()).isNotEqualTo(lead);
  }
}
