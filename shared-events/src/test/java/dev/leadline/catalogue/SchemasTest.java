package dev.leadline.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** All that is on a topic has a schema, and the schema says what the record says. */
class SchemasTest {

  private static final Path FOLDER = Path.of("src/main/resources/schemas");

  private static final Origin ORIGIN =
      new Origin(
          "leadline.web.page-viewed.v1",
          "/site",
          "e-1",
          Instant.EPOCH,
          Instant.EPOCH,
          null,
          Instant.EPOCH,
          Channel.WEB,
          Actor.Kind.LEAD,
          null,
          null,
          false,
          false);

  @Test
  void every_channel_fact_has_an_up_to_date_schema() throws IOException {
    assertThat(Catalogue.channelFacts()).isNotEmpty();
    for (var fact : Catalogue.channelFacts())
      Approval.of(FOLDER.resolve(Samples.fileName(fact)), pretty(Schemas.of(fact)));
  }

  @Test
  void everything_that_leadline_publishes_has_an_up_to_date_schema() throws IOException {
    for (var published : Catalogue.published().entrySet())
      Approval.of(
          FOLDER.resolve(published.getKey() + ".json"),
          pretty(Schemas.of(published.getKey(), published.getValue())));
  }

  @Test
  void there_is_a_schema_of_nothing_else() throws IOException {
    Approval.nothingElseIn(
        FOLDER,
        Stream.concat(
                Catalogue.channelFacts().stream().map(Samples::fileName),
                Catalogue.published().keySet().stream().map(name -> name + ".json"))
            .toList());
  }

  @Test
  void what_leadline_writes_keeps_to_its_schema() {
    for (var published : Catalogue.published().entrySet()) {
      String written = Json.MAPPER.writeValueAsString(Example.of(published.getValue()));
      assertThat(
              Validation.schema(Schemas.of(published.getKey(), published.getValue()))
                  .validate(Json.MAPPER.readTree(written)))
          .as(written)
          .isEmpty();
    }
  }

  @Test
  void an_event_that_says_as_little_as_it_can_keeps_to_its_schema() {
    var bare = new LeadEvent.InteractionRecorded(ORIGIN, Decision.HIDDEN, null, null);
    String name = WireName.of(LeadEvent.InteractionRecorded.class).cloudEventType();
    assertThat(
            Validation.schema(Schemas.of(name, LeadEvent.InteractionRecorded.class))
                .validate(Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(bare))))
        .isEmpty();
  }

  private static String pretty(JsonNode schema) {
    return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
  }
}
