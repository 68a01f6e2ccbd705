package dev.leadline.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What cannot be written is replaced where it is read, so that nothing after it breaks. */
class UnstorableTest {

  private static final String PAIR = "\ud83d\ude00";

  @Test
  void a_text_that_can_be_stored_is_left_alone() {
    for (String text : new String[] {"", "Olá", PAIR, PAIR + PAIR + "!", "\uFFFD\n"})
      assertThat(Unstorable.replacedIn(text)).isSameAs(text);
  }

  @Test
  void nul_and_each_half_of_a_pair_are_replaced() {
    assertThat(Unstorable.replacedIn("a\0b")).isEqualTo("a\uFFFDb");
    assertThat(Unstorable.replacedIn("a\ud83d")).isEqualTo("a\uFFFD");
    assertThat(Unstorable.replacedIn("\ude00a")).isEqualTo("\uFFFDa");
    assertThat(Unstorable.replacedIn("\ude00\ud83d")).isEqualTo("\uFFFD\uFFFD");
    assertThat(Unstorable.replacedIn("\ud83d" + PAIR + "\0")).isEqualTo("\uFFFD" + PAIR + "\uFFFD");
  }

  @Test
  void it_is_found_in_names_and_values_however_deep() {
    JsonNode tree =
        Json.MAPPER.readTree(
            "{\"a\":[1,{\"b\":\"x\\ud83d\"}],\"\\u0000\":true,\"c\":\"\\ud83d\\ude00\",\"d\":null}");
    JsonNode replaced = Unstorable.replacedIn(tree);
    assertThat(replaced)
        .isEqualTo(
            Json.MAPPER.readTree(
                "{\"a\":[1,{\"b\":\"x\\ufffd\"}],\"\\ufffd\":true,\"c\":\"\\ud83d\\ude00\",\"d\":null}"));
    assertThat(Json.MAPPER.readTree(Json.MAPPER.writeValueAsBytes(replaced))).isEqualTo(replaced);
  }

  @Test
  void a_tree_that_can_be_stored_is_not_copied() {
    JsonNode tree = Json.MAPPER.readTree("{\"a\":[\"Olá\",7,{\"b\":\"\\ud83d\\ude00\"}]}");
    assertThat(Unstorable.replacedIn(tree)).isSameAs(tree);
  }
}
