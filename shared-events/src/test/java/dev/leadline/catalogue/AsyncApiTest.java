package dev.leadline.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * {@code docs/asyncapi.yaml} says what the code says, and is valid: judged by the schema that the
 * AsyncAPI initiative publishes (its npm package {@code @asyncapi/specs}, Apache-2.0), so that the
 * build needs nothing but a JDK. {@code npx @asyncapi/cli validate docs/asyncapi.yaml} asks their
 * own parser, which reads the files that it refers to as well.
 */
class AsyncApiTest {

  private static final Path FILE = Path.of("../docs/asyncapi.yaml");

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
          .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .disable(YAMLWriteFeature.SPLIT_LINES)
          .build();

  @Test
  void the_document_is_up_to_date() throws IOException {
    Approval.of(FILE, YAML.writeValueAsString(AsyncApi.document()));
  }

  @Test
  void the_document_keeps_to_the_official_schema() {
    assertThat(official().validate(written())).isEmpty();
  }

  @Test
  void the_official_schema_does_refuse() {
    ObjectNode broken = AsyncApi.document();
    broken.putObject("operations").putObject("shout").put("action", "shout");
    assertThat(official().validate(broken)).isNotEmpty();
  }

  @Test
  void every_file_and_every_part_that_it_refers_to_is_there() {
    JsonNode document = written();
    List<String> references = document.findValuesAsString("$ref");
    assertThat(references).hasSizeGreaterThan(2 * Catalogue.channelFacts().size());
    for (String reference : references)
      if (reference.startsWith("#"))
        assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
      else assertThat(FILE.resolveSibling(reference)).exists();
  }

  private static JsonNode written() {
    return YAML.readTree(YAML.writeValueAsString(AsyncApi.document()));
  }

  private static Schema official() {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
        .getSchema(Samples.read("/asyncapi/3.0.0.json"));
  }
}
