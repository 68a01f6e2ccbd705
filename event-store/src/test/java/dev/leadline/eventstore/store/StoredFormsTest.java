package dev.leadline.eventstore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.events.Json;
import dev.leadline.events.Upcasts;
import dev.leadline.events.Wire;
import dev.leadline.events.WireName;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was stored once is read for ever. For each revision that a lead event ever had there is an
 * approved file, its clear and its personal part in one object. A file that is missing is a
 * failure, and is written by hand after review; one that exists is never changed, so that an event
 * that was stored before a component was added is read as long as Leadline lives.
 */
class StoredFormsTest {

  private static final Path APPROVED = Path.of("src/test/resources/approved");
  private static final UUID LEAD = UUID.fromString("7f1fbd4e-3a1c-4b0d-9a55-000000000001");
  private static final UUID EVENT = UUID.fromString("7f1fbd4e-3a1c-4b0d-9a55-000000000002");
  private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");

  private static final List<LeadEvent> EVENTS = EveryKind.EVENTS;

  @Test
  void every_kind_of_event_has_an_approved_file_for_each_revision_and_no_file_is_left_over()
      throws IOException {
    var expected = new ArrayList<String>();
    WireName.catalogue(LeadEvent.class)
        .forEach(
            (name, type) -> {
              for (int revision = 1; revision <= WireName.of(type).revision(); revision++)
                expected.add(name + ".v" + revision + ".json");
            });
    try (var files = Files.list(APPROVED)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(EVENTS.stream().map(event -> WireName.of(event.getClass()).name()))
        .containsExactlyInAnyOrderElementsOf(WireName.catalogue(LeadEvent.class).keySet());
  }

  @Test
  void every_approved_revision_is_read_as_the_event_of_today() throws IOException {
    EventCodec codec = codec(Upcasts.ALL, WireName.catalogue(LeadEvent.class));
    for (LeadEvent event : EVENTS) {
      WireName latest = WireName.of(event.getClass());
      for (int revision = 1; revision <= latest.revision(); revision++) {
        var name = new WireName(latest.name(), revision);
        assertThat(codec.event(row(name, approved(name)))).as(name.toString()).isEqualTo(event);
      }
    }
  }

  /** A component may be added to a revision; none that was approved goes or changes. */
  @Test
  void all_that_was_approved_is_written_today() throws IOException {
    EventCodec codec = codec(Upcasts.ALL, WireName.catalogue(LeadEvent.class));
    for (LeadEvent event : EVENTS) {
      EventCodec.Encoded encoded = codec.encode(event);
      var written = (ObjectNode) Json.MAPPER.readTree(encoded.payload());
      assertThat(written.has("personal")).isFalse();
      if (!encoded.personal().isEmpty())
        written.set("personal", Json.MAPPER.readTree(personal(event, encoded.personal())));
      assertThat(lost("", approved(encoded.name()), written))
          .as(encoded.name().toString())
          .isEmpty();
    }
  }

  private static byte[] personal(LeadEvent event, List<byte[]> pieces) {
    return event instanceof LeadEvent.OfSeveral ? Pieces.parts(pieces) : pieces.getFirst();
  }

  private static List<String> lost(String path, JsonNode approved, JsonNode written) {
    if (!approved.isObject())
      return approved.equals(written) ? List.of() : List.of(path + " was " + approved);
    return approved.properties().stream()
        .flatMap(
            field ->
                lost(path + "/" + field.getKey(), field.getValue(), written.path(field.getKey()))
                    .stream())
        .toList();
  }

  @Test
  void an_event_of_an_erased_lead_is_read_without_its_personal_part() throws IOException {
    LeadEvent event = EVENTS.get(1);
    var name = WireName.of(event.getClass());
    var codec =
        new EventCodec((lead, wrapped) -> null, Upcasts.ALL, WireName.catalogue(LeadEvent.class));
    assertThat(codec.event(row(name, approved(name)))).isEqualTo(event.withoutPersonal());
  }

  @Wire(name = "lead.registered", revision = 3)
  private static final class RevisionThree {}

  @Test
  void earlier_revisions_go_up_step_by_step() {
    var steps =
        new Upcasts(
            Map.of(
                new WireName("lead.registered", 1),
                tree -> renamed(tree, "organisation", "account"),
                new WireName("lead.registered", 2),
                tree -> renamed(tree, "account", "tenant")));
    int latest = WireName.of(RevisionThree.class).revision();
    var first = new WireName("lead.registered", 1);
    JsonNode stored =
        Json.MAPPER.readTree(
            "{\"organisation\":\"default\",\"source\":\"LEADLINE\",\"at\":\"2026-11-22T09:00:00.250Z\"}");
    assertThat(Json.MAPPER.treeToValue(steps.upcast(first, latest, stored), LeadRegistered.class))
        .isEqualTo(EVENTS.getFirst());
    assertThatThrownBy(() -> steps.upcast(first, 4, stored))
        .hasMessageContaining("No step leads on from leadline.lead.registered.v3");
  }

  @Test
  void a_revision_of_the_future_and_an_unknown_name_are_refused_by_name_and_position() {
    EventCodec codec = codec(Upcasts.ALL, WireName.catalogue(LeadEvent.class));
    JsonNode empty = Json.MAPPER.createObjectNode();
    assertThatThrownBy(() -> codec.event(row(new WireName("lead.registered", 9), empty)))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("position 17, lead.registered revision 9")
        .hasMessageContaining("newer than revision 1");
    assertThatThrownBy(() -> codec.event(row(new WireName("lead.forgotten", 1), empty)))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("position 17, lead.forgotten revision 1");
  }

  @Test
  void broken_json_is_refused_without_being_quoted() {
    EventCodec codec = codec(Upcasts.ALL, WireName.catalogue(LeadEvent.class));
    JsonNode broken = Json.MAPPER.createObjectNode().put("at", "ana@acme.example");
    assertThatThrownBy(() -> codec.event(row(new WireName("lead.registered", 1), broken)))
        .isInstanceOf(UnreadableEvent.class)
        .hasStackTraceContaining("position 17")
        .satisfies(failure -> assertThat(stackTrace(failure)).doesNotContain("ana@acme.example"));
  }

  private static String stackTrace(Throwable failure) {
    var text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static JsonNode renamed(JsonNode tree, String from, String to) {
    var copy = (ObjectNode) tree.deepCopy();
    copy.set(to, copy.remove(from));
    return copy;
  }

  private static EventCodec codec(
      Upcasts upcasts, Map<String, Class<? extends LeadEvent>> catalogue) {
    return new EventCodec((lead, wrapped) -> KEY, upcasts, new HashMap<>(catalogue));
  }

  private static JsonNode approved(WireName name) throws IOException {
    return Json.MAPPER.readTree(
        Files.readString(APPROVED.resolve(name.name() + ".v" + name.revision() + ".json")));
  }

  /** As the store holds it: parted, the personal part sealed. */
  private static Row row(WireName name, JsonNode joined) {
    var clear = (ObjectNode) joined.deepCopy();
    JsonNode personal = clear.remove("personal");
    return new Row(
        17,
        EVENT,
        null,
        Samples.TENANT,
        LEAD,
        3,
        "Lead",
        Samples.AT,
        name.name(),
        name.revision(),
        clear.toString().getBytes(StandardCharsets.UTF_8),
        personal == null
            ? null
            : EventCodec.seal(
                personal.toString().getBytes(StandardCharsets.UTF_8), KEY, LEAD, EVENT),
        null,
        List.of(),
        new byte[0]);
  }
}
