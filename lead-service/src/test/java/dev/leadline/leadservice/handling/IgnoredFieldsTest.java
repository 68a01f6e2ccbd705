package dev.leadline.leadservice.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelFact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IgnoredFieldsTest {

  private static String file(String name) throws IOException {
    try (InputStream in = IgnoredFieldsTest.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> ignored(String type, String data) throws IOException {
    return new IgnoredFields(file("/schemas/" + type + ".json")).in(Json.MAPPER.readTree(data));
  }

  static Stream<String> types() {
    return WireName.catalogue(ChannelFact.class).values().stream()
        .map(fact -> WireName.of(fact).cloudEventType());
  }

  @ParameterizedTest
  @MethodSource("types")
  void nothing_of_a_sample_is_ignored(String type) throws IOException {
    assertThat(ignored(type, file("/samples/" + type + ".json"))).isEmpty();
  }

  @Test
  void a_misspelled_field_is_named_wherever_it_stands() throws IOException {
    assertThat(
            ignored(
                "leadline.chat.email-captured.v1",
                """
                {"identity": {"anonymousId": "a", "externalIds": {"hubspotId": "7"}},
                 "conversation": "c", "payload": {"email": "ana@acme.example"}}\
                """))
        .containsExactlyInAnyOrder(
            "/identity/externalIds/hubspotId", "/conversation", "/payload/email");
  }

  @Test
  void an_item_of_a_list_is_named_by_its_number() throws IOException {
    assertThat(
            ignored(
                "leadline.chat.message-received.v1",
                """
                {"payload": {"messageId": "m", "text": "t", "attachments": [{"name": "a"},
                 {"nom": "b"}]}}\
                """))
        .containsExactly("/payload/attachments/1/nom");
  }

  @Test
  void names_that_are_free_are_never_ignored() throws IOException {
    assertThat(
            ignored("leadline.web.fields-set.v1", "{\"payload\": {\"fields\": {\"anything\": 1}}}"))
        .isEmpty();
  }

  @Test
  void of_very_many_the_first_are_named() throws IOException {
    String many =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "\"f" + i + "\": 1")
            .collect(Collectors.joining(",", "{", "}"));
    assertThat(ignored("leadline.chat.email-captured.v1", many)).hasSize(20).startsWith("/f0");
  }
}
