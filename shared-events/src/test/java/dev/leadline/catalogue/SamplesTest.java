package dev.leadline.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import dev.leadline.events.Json;
import dev.leadline.events.channel.ChannelFact;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Each type of channel event has a sample that its schema and its record both understand. */
class SamplesTest {

  @Test
  void every_channel_fact_has_a_sample_and_every_sample_a_fact() throws IOException {
    Approval.nothingElseIn(
        Path.of("src/main/resources/samples"),
        Catalogue.channelFacts().stream().map(Samples::fileName).toList());
  }

  @Test
  void every_sample_keeps_to_its_schema() {
    for (var fact : Catalogue.channelFacts())
      assertThat(schema(fact).validate(Samples.body(fact))).as(Samples.fileName(fact)).isEmpty();
  }

  @Test
  void every_sample_goes_through_its_records_without_loss() {
    for (var fact : Catalogue.channelFacts()) {
      JsonNode sample = Samples.body(fact);
      Body<?> body = Json.MAPPER.convertValue(sample, Body.of(fact));
      JsonNode written = Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(body));
      assertThat(written).as(Samples.fileName(fact)).isEqualTo(sample);
    }
  }

  @Test
  void every_sample_names_a_key_of_its_lead() {
    for (var fact : Catalogue.channelFacts())
      assertThat(Samples.body(fact).path("identity").propertyNames())
          .as(Samples.fileName(fact))
          .containsAnyOf("anonymousId", "email", "phone", "leadId", "externalIds");
  }

  @Test
  void fields_that_nobody_knows_are_allowed_everywhere() {
    for (var fact : Catalogue.channelFacts()) {
      var body = (ObjectNode) Samples.body(fact);
      body.put("mood", "good");
      ((ObjectNode) body.get("identity")).put("shoeSize", 43);
      ((ObjectNode) body.get("payload")).putObject("extra").put("more", true);
      assertThat(schema(fact).validate(body)).as(Samples.fileName(fact)).isEmpty();
    }
  }

  @Test
  void what_is_optional_may_be_null_or_absent() {
    for (var fact : Catalogue.channelFacts()) {
      var schemaOfPayload = Schemas.of(fact).path("properties").path("payload");
      var body = (ObjectNode) Samples.body(fact);
      var payload = (ObjectNode) body.get("payload");
      var required = schemaOfPayload.path("required").valueStream().toList();
      for (var property : schemaOfPayload.path("properties").properties()) {
        if (required.stream().anyMatch(it -> it.stringValue().equals(property.getKey()))) continue;
        payload.putNull(property.getKey());
        assertThat(schema(fact).validate(body)).as(fact + " " + property.getKey()).isEmpty();
        payload.remove(property.getKey());
        assertThat(schema(fact).validate(body)).as(fact + " " + property.getKey()).isEmpty();
      }
    }
  }

  private static Schema schema(Class<? extends ChannelFact> fact) {
    return Validation.schema(fact);
  }
}
