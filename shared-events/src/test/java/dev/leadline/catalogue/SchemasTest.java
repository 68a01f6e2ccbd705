package dev.leadline.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelFact;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Each type of channel event has a schema, and the schema says what the record says. */
class SchemasTest {

  private static final Path FOLDER = Path.of("src/main/resources/schemas");

  @Test
  void every_channel_fact_has_an_up_to_date_schema() throws IOException {
    assertThat(Catalogue.channelFacts()).isNotEmpty();
    for (var fact : Catalogue.channelFacts())
      Approval.of(FOLDER.resolve(fileName(fact)), pretty(fact));
    Approval.nothingElseIn(
        FOLDER, Catalogue.channelFacts().stream().map(SchemasTest::fileName).toList());
  }

  private static String pretty(Class<? extends ChannelFact> fact) {
    return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(Schemas.of(fact)) + "\n";
  }

  private static String fileName(Class<? extends ChannelFact> fact) {
    return WireName.of(fact).cloudEventType() + ".json";
  }
}
