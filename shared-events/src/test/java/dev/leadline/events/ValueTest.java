package dev.leadline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

/** A field's value is one of four things, and a person can read it. */
class ValueTest {

  @Test
  void each_kind_of_value_is_written_as_plain_json_and_read_back() {
    for (var pair :
        List.of(
            new Pair(Value.text("Acme"), "\"Acme\""),
            new Pair(Value.text(""), "\"\""),
            new Pair(new Value.Whole(120), "120"),
            new Pair(new Value.Whole(Long.MAX_VALUE), "9223372036854775807"),
            new Pair(new Value.Flag(false), "false"),
            new Pair(new Value.Texts(List.of("a", "b")), "[\"a\",\"b\"]"),
            new Pair(new Value.Texts(List.of()), "[]"))) {
      assertThat(Json.MAPPER.writeValueAsString(pair.value())).isEqualTo(pair.json());
      assertThat(Json.MAPPER.readValue(pair.json(), Value.class)).isEqualTo(pair.value());
    }
  }

  private record Pair(Value value, String json) {}

  @Test
  void anything_else_is_refused() {
    for (String json : List.of("1.5", "{}", "[1]", "[\"a\",null]", "9223372036854775808", "1e3"))
      assertThatThrownBy(() -> Json.MAPPER.readValue(json, Value.class))
          .as(json)
          .isInstanceOf(JacksonException.class);
  }

  @Test
  void a_value_is_shown_in_words() {
    assertThat(Value.text("Acme").shown()).isEqualTo("Acme");
    assertThat(new Value.Whole(120).shown()).isEqualTo("120");
    assertThat(new Value.Flag(true).shown()).isEqualTo("Yes");
    assertThat(new Value.Flag(false).shown()).isEqualTo("No");
    assertThat(new Value.Texts(List.of("a", "b")).shown()).isEqualTo("a; b");
  }

  @Test
  void a_list_of_texts_does_not_change_with_the_list_it_was_made_of() {
    var texts = new ArrayList<>(List.of("a"));
    var value = new Value.Texts(texts);
    texts.add("b");
    assertThat(value.texts()).containsExactly("a");
  }
}
