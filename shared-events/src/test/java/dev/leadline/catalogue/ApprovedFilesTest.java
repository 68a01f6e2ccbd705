package dev.leadline.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.Upcasts;
import dev.leadline.events.Wire;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.UnrecognisedFact;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.ops.OpsEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The wire form of each record, every component filled in, is approved and stays. A component may
 * be added to a revision; one that goes or changes its form needs a new revision.
 */
class ApprovedFilesTest {

  private static final Path FOLDER = Path.of("src/test/resources/approved");

  @Test
  void every_permitted_record_has_a_wire_name_of_its_own() {
    List<Class<?>> records =
        Stream.of(ChannelFact.class, LeadEvent.class, OpsEvent.class)
            .flatMap(Catalogue::permitted)
            .filter(type -> type != UnrecognisedFact.class)
            .toList();
    assertThat(records).allMatch(type -> type.isAnnotationPresent(Wire.class));
    assertThat(records).map(WireName::of).map(WireName::name).doesNotHaveDuplicates();
    assertThat(records)
        .map(WireName::of)
        .allMatch(wire -> wire.name().matches("[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)+"))
        .allMatch(wire -> wire.revision() >= 1);
  }

  @Test
  void every_record_is_written_as_it_was_approved() throws IOException {
    for (var record : records().entrySet()) {
      Path file = FOLDER.resolve(fileName(record.getKey()));
      String written = written(record.getValue());
      if (Approval.isBeingGiven() && Files.exists(file)) assertOnlyAdds(file, record.getValue());
      Approval.of(file, written);
    }
  }

  @Test
  void every_revision_that_a_record_ever_had_has_its_approved_file() throws IOException {
    var expected = new ArrayList<String>();
    records()
        .keySet()
        .forEach(
            wire -> {
              for (int revision = 1; revision <= wire.revision(); revision++)
                expected.add(fileName(new WireName(wire.name(), revision)));
            });
    Approval.nothingElseIn(FOLDER, expected);
  }

  @Test
  void every_approved_record_is_read_as_it_was_written() throws IOException {
    for (var record : records().entrySet()) {
      String approved = Files.readString(FOLDER.resolve(fileName(record.getKey())));
      assertThat((Object) Json.MAPPER.readValue(approved, record.getValue()))
          .as(fileName(record.getKey()))
          .isEqualTo(Example.of(record.getValue()));
    }
  }

  @Test
  void every_earlier_revision_is_still_understood() throws IOException {
    for (var record : records().entrySet()) {
      WireName today = record.getKey();
      for (int revision = 1; revision < today.revision(); revision++) {
        var earlier = new WireName(today.name(), revision);
        JsonNode approved = Json.MAPPER.readTree(FOLDER.resolve(fileName(earlier)));
        JsonNode upcast = Upcasts.ALL.upcast(earlier, today.revision(), approved);
        assertThat((Object) Json.MAPPER.treeToValue(upcast, record.getValue()))
            .as(fileName(earlier))
            .isNotNull();
      }
    }
    assertThat(Upcasts.ALL.steps().keySet())
        .as("a step leads on from a revision that was approved")
        .allMatch(from -> Files.exists(FOLDER.resolve(fileName(from))));
  }

  @Test
  void a_field_that_nobody_knows_is_ignored() throws IOException {
    for (var record : records().entrySet()) {
      String approved = Files.readString(FOLDER.resolve(fileName(record.getKey())));
      String extended = approved.replaceFirst("\\{", "{ \"invented\" : { \"later\" : [ 1 ] },");
      assertThat((Object) Json.MAPPER.readValue(extended, record.getValue()))
          .as(fileName(record.getKey()))
          .isEqualTo(Example.of(record.getValue()));
    }
  }

  private static void assertOnlyAdds(Path file, Class<?> record) throws IOException {
    JsonNode before = Json.MAPPER.readTree(file);
    JsonNode after = Json.MAPPER.readTree(written(record));
    assertThat(missing("", before, after))
        .as("%s: what was approved is gone or different; raise the revision of %s", file, record)
        .isEmpty();
  }

  private static List<String> missing(String path, JsonNode before, JsonNode after) {
    if (!before.isContainer())
      return before.equals(after) ? List.of() : List.of(path + " was " + before);
    return before.isArray()
        ? missing(path + "/0", before.path(0), after.path(0))
        : before.properties().stream()
            .flatMap(
                field ->
                    missing(
                        path + "/" + field.getKey(), field.getValue(), after.path(field.getKey()))
                        .stream())
            .toList();
  }

  private static Map<WireName, Class<?>> records() {
    var records = new LinkedHashMap<WireName, Class<?>>(Catalogue.VIEWS);
    Stream.of(Catalogue.channelFacts(), Catalogue.leadEvents(), Catalogue.opsEvents())
        .flatMap(List::stream)
        .forEach(type -> records.put(WireName.of(type), type));
    return records;
  }

  private static String written(Class<?> record) {
    return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(Example.of(record))
        + "\n";
  }

  private static String fileName(WireName wire) {
    return wire.name() + ".v" + wire.revision() + ".json";
  }
}
