package dev.leadline.events.channel;

import static dev.leadline.events.channel.CloudEvent.BrokenReason.BAD_ENVELOPE;
import static dev.leadline.events.channel.CloudEvent.BrokenReason.NOT_JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.channel.CloudEvent.Broken;
import dev.leadline.events.channel.CloudEvent.Understood;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** A record of Kafka or a body of HTTP is an event, or it is told why it is none. */
class CloudEventTest {

  private static final String NOT_A_TENANT =
      " is not a text of 1 to 200 characters without control characters.";

  private static final String DATA = "{\"payload\":{\"text\":\"hello\"}}";

  private static final CloudEvent COMPLETE =
      new CloudEvent(
          "01JD8Q6Z4W5M7R0V3T2B1N9KXA",
          "/channels/chat/agent-17",
          "leadline.chat.message-received.v1",
          Instant.parse("2026-11-22T09:00:00.250Z"),
          "acme",
          Instant.parse("2026-11-22T09:00:01Z"),
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
          Json.MAPPER.readTree(DATA));

  private final Map<String, String> headers = new HashMap<>(COMPLETE.headers());

  @Test
  void binary_mode_is_read_as_it_was_written() {
    assertThat(read(DATA)).isEqualTo(new Understood(COMPLETE));
  }

  @Test
  void structured_mode_is_read_as_it_was_written() {
    assertThat(CloudEvent.readStructured(COMPLETE.structured()))
        .isEqualTo(new Understood(COMPLETE));
  }

  @Test
  void a_kafka_record_in_structured_mode_is_known_by_its_content_type() {
    for (String type : List.of(CloudEvent.STRUCTURED, CloudEvent.STRUCTURED + "; charset=utf-8"))
      assertThat(
              CloudEvent.read(
                  Map.of("content-type", type), bytes(COMPLETE.structured().toString())))
          .isEqualTo(new Understood(COMPLETE));
  }

  @Test
  void a_trace_is_what_the_event_says_or_else_what_its_client_wrote_beside_it() {
    String beside = "00-4bf92f3577b34da6a3ce929d0e0e4737-00f067aa0ba902b7-01";
    headers.put("traceparent", beside);
    assertThat(understood(DATA).traceParent()).isEqualTo(COMPLETE.traceParent());
    headers.put("ce_traceparent", "ana@acme.example");
    assertThat(understood(DATA).traceParent()).isEqualTo(beside);
    headers.remove("traceparent");
    assertThat(understood(DATA).traceParent()).isNull();
  }

  @Test
  void an_envelope_with_nothing_optional_belongs_to_the_default_tenant() {
    headers.keySet().removeAll(List.of("ce_tenantid", "ce_sentat", "ce_traceparent"));
    headers.remove("content-type");
    assertThat(understood(DATA).tenant()).isEqualTo("default");
    assertThat(understood(DATA).sentAt()).isNull();
    assertThat(understood(DATA).traceParent()).isNull();
    headers.put("ce_tenantid", " ");
    assertThat(understood(DATA).tenant()).isEqualTo("default");
  }

  @Test
  void an_instant_may_have_an_offset() {
    headers.put("ce_time", "2026-11-22T10:00:00.25+01:00");
    assertThat(understood(DATA).time()).isEqualTo(COMPLETE.time());
  }

  @Test
  void unknown_attributes_and_unknown_data_are_kept_out_of_the_way() {
    headers.put("ce_partitionkey", "default|anon");
    headers.put("retries", "3");
    assertThat(understood("{\"payload\":{},\"mood\":\"good\"}").data().path("mood").stringValue())
        .isEqualTo("good");
  }

  @ParameterizedTest
  @ValueSource(strings = {"specversion", "id", "source", "type", "time"})
  void a_required_attribute_that_is_missing_or_blank_is_named(String attribute) {
    headers.remove("ce_" + attribute);
    assertThat(read(DATA)).isEqualTo(new Broken(BAD_ENVELOPE, "ce_" + attribute + " is missing."));
    headers.put("ce_" + attribute, " ");
    assertThat(read(DATA)).isEqualTo(new Broken(BAD_ENVELOPE, "ce_" + attribute + " is missing."));
    ObjectNode structured = COMPLETE.structured().deepCopy().asObject();
    structured.remove(attribute);
    assertThat(CloudEvent.readStructured(structured))
        .isEqualTo(new Broken(BAD_ENVELOPE, attribute + " is missing."));
    structured.put(attribute, 7);
    assertThat(CloudEvent.readStructured(structured))
        .isEqualTo(new Broken(BAD_ENVELOPE, attribute + " is missing."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\nb", "\u0085", "\ud83d", "\ude00\ud83d"})
  void a_tenant_that_cannot_be_is_refused_and_makes_the_event_nobody_elses(String tenant) {
    refusesTenant(tenant);
  }

  @Test
  void a_tenant_has_a_name_of_200_characters_at_most() {
    refusesTenant("a".repeat(201));
    headers.put("ce_tenantid", "a".repeat(200));
    assertThat(understood(DATA).tenant()).hasSize(200);
    headers.put("ce_tenantid", "Ação & Söhne \ud83d\ude00");
    assertThat(understood(DATA).tenant()).isEqualTo("Ação & Söhne \ud83d\ude00");
  }

  @Test
  void a_tenant_that_is_no_text_is_not_the_default_tenant() {
    for (String given : List.of("42", "true", "[\"acme\"]", "{}"))
      assertThat(CloudEvent.readStructured(structuredOf(given)))
          .isEqualTo(new Broken(BAD_ENVELOPE, "tenantid" + NOT_A_TENANT));
    assertThat(CloudEvent.readStructured(structuredOf("null")))
        .isInstanceOfSatisfying(
            Understood.class, read -> assertThat(read.event().tenant()).isEqualTo("default"));
  }

  private static ObjectNode structuredOf(String tenant) {
    ObjectNode structured = COMPLETE.structured().deepCopy().asObject();
    structured.set("tenantid", Json.MAPPER.readTree(tenant));
    return structured;
  }

  private void refusesTenant(String tenant) {
    headers.put("ce_tenantid", tenant);
    assertThat(read(DATA)).isEqualTo(new Broken(BAD_ENVELOPE, "ce_tenantid" + NOT_A_TENANT));
    ObjectNode structured = COMPLETE.structured().deepCopy().asObject();
    structured.put("tenantid", tenant);
    assertThat(CloudEvent.readStructured(structured))
        .isEqualTo(new Broken(BAD_ENVELOPE, "tenantid" + NOT_A_TENANT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "source", "type"})
  void an_attribute_that_no_store_takes_is_refused_and_named(String attribute) {
    for (String given : List.of("a\0b", "a\ud83d", "\ude00b")) {
      headers.put("ce_" + attribute, given);
      assertThat(read(DATA))
          .isEqualTo(
              new Broken(
                  BAD_ENVELOPE, "ce_" + attribute + " has NUL or half of a character in it."));
    }
  }

  @Test
  void another_version_of_the_specification_is_refused() {
    headers.put("ce_specversion", "0.3");
    assertThat(read(DATA)).isEqualTo(new Broken(BAD_ENVELOPE, "ce_specversion is not 1.0."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2026-11-22",
        "2026-11-22T09:00:00",
        "1764000000",
        "2026-02-30T09:00:00Z"
      })
  void a_time_that_is_no_instant_is_refused_with_an_example(String time) {
    var refused =
        new Broken(
            BAD_ENVELOPE,
            "ce_time or ce_sentat is not an RFC 3339 instant such as 2026-11-22T09:00:00Z.");
    headers.put("ce_time", time);
    assertThat(read(DATA)).isEqualTo(refused);
    headers.put("ce_time", "2026-11-22T09:00:00Z");
    headers.put("ce_sentat", time);
    assertThat(read(DATA)).isEqualTo(refused);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "{\"payload\":", "{} {}", "{'a':1}"})
  void a_value_that_is_no_json_is_refused(String value) {
    assertThat(read(value)).isEqualTo(new Broken(NOT_JSON, "The value is not JSON."));
  }

  @Test
  void bytes_that_are_no_text_are_refused() {
    assertThat(CloudEvent.read(headers, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}))
        .isEqualTo(new Broken(NOT_JSON, "The value is not JSON."));
  }

  @Test
  void a_value_of_nothing_is_refused() {
    assertThat(CloudEvent.read(headers, null)).isInstanceOf(Broken.class);
    assertThat(CloudEvent.read(headers, new byte[0])).isInstanceOf(Broken.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "7", "\"text\""})
  void data_that_is_no_object_is_refused(String value) {
    assertThat(read(value)).isEqualTo(new Broken(BAD_ENVELOPE, "The data is not a JSON object."));
  }

  @Test
  void a_structured_event_that_is_no_object_is_refused() {
    assertThat(CloudEvent.readStructured(Json.MAPPER.readTree("[]")))
        .isEqualTo(new Broken(BAD_ENVELOPE, "The event is not a JSON object."));
  }

  @Test
  void a_structured_event_without_data_is_refused() {
    ObjectNode structured = COMPLETE.structured().deepCopy().asObject();
    structured.remove("data");
    assertThat(CloudEvent.readStructured(structured))
        .isEqualTo(new Broken(BAD_ENVELOPE, "The data is not a JSON object."));
  }

  @Test
  void nesting_without_end_is_refused_and_breaks_nothing() {
    assertThat(read("[".repeat(100_000))).isEqualTo(new Broken(NOT_JSON, "The value is not JSON."));
    assertThat(read("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000))).isInstanceOf(Broken.class);
  }

  private CloudEvent understood(String value) {
    return read(value) instanceof Understood(CloudEvent event) ? event : fail(read(value));
  }

  private static CloudEvent fail(CloudEvent.Reading reading) {
    throw new AssertionError(reading);
  }

  private CloudEvent.Reading read(@Nullable String value) {
    return CloudEvent.read(headers, value == null ? null : bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
