package dev.leadline.catalogue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.leadline.events.channel.ChannelFact;
import tools.jackson.databind.JsonNode;

/** The schemas, which are those that are checked in, ready to judge. */
final class Validation {

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry ->
              registry.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().errorMessageKeyword("errorMessage").build()));

  private Validation() {}

  static Schema schema(Class<? extends ChannelFact> fact) {
    return schema(Schemas.of(fact));
  }

  static Schema schema(JsonNode schema) {
    return REGISTRY.getSchema(schema);
  }
}
