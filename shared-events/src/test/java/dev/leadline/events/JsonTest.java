package dev.leadline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

/** JSON is written one way, and read with patience but without guessing. */
class JsonTest {

  record Note(String text, @Nullable Json kept, @Nullable List<String> tags, int count) {}

  @Test
  void a_kept_piece_comes_out_as_it_went_in() {
    String text =
        "{\"text\":\"a\",\"kept\":{\"z\":1,\"a\":[null,1.50,\"é\"],\"e\":{}},\"count\":2}";
    Note note = Json.MAPPER.readValue(text, Note.class);
    assertThat(Json.MAPPER.writeValueAsString(note)).isEqualTo(text);
  }

  @Test
  void a_kept_piece_is_read_as_a_record() {
    var kept = new Json("{\"text\":\"a\",\"count\":2,\"more\":true}");
    assertThat(kept.as(Note.class)).isEqualTo(new Note("a", null, null, 2));
  }

  @Test
  void fields_that_nobody_knows_are_ignored() {
    assertThat(Json.MAPPER.readValue("{\"text\":\"a\",\"mood\":{\"x\":1}}", Note.class).text())
        .isEqualTo("a");
  }

  @Test
  void null_and_absent_are_the_same() {
    assertThat(Json.MAPPER.readValue("{\"text\":\"a\",\"kept\":null,\"tags\":null}", Note.class))
        .isEqualTo(Json.MAPPER.readValue("{\"text\":\"a\"}", Note.class));
  }

  @Test
  void what_is_absent_is_not_written_and_what_is_empty_neither() {
    assertThat(Json.MAPPER.writeValueAsString(new Note("a", null, List.of(), 0)))
        .isEqualTo("{\"text\":\"a\",\"count\":0}");
  }

  @Test
  void an_empty_text_is_a_text() {
    var note = new Note("", null, null, 1);
    assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(note), Note.class))
        .isEqualTo(note);
  }

  @Test
  void fields_are_written_in_the_order_of_their_record() {
    assertThat(Json.MAPPER.writeValueAsString(new Note("a", new Json("1"), List.of("t"), 3)))
        .isEqualTo("{\"text\":\"a\",\"kept\":1,\"tags\":[\"t\"],\"count\":3}");
  }

  @Test
  void a_text_is_not_taken_for_a_number() {
    assertThatThrownBy(() -> Json.MAPPER.readValue("{\"count\":\"3\"}", Note.class))
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void numbers_of_any_size_are_kept_digit_by_digit() {
    for (String number : List.of("1.50", "12345678901234567890.123456789", "1E+400", "0"))
      assertThat(Json.of(Json.MAPPER.readTree(number)).text()).isEqualTo(number);
  }

  @Test
  void two_values_in_one_text_are_refused() {
    assertThatThrownBy(() -> Json.MAPPER.readTree("{\"a\":1} {\"b\":2}"))
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void the_same_key_twice_keeps_the_last() {
    assertThat(Json.MAPPER.readTree("{\"a\":1,\"a\":2}").path("a").intValue()).isEqualTo(2);
  }

  @Test
  void maps_of_values_are_read_and_written() {
    record Fields(Map<String, Value> fields) {}
    var fields =
        new Fields(
            Map.of(
                "size", new Value.Whole(3), "name", Value.text(""), "ok", new Value.Flag(false)));
    assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(fields), Fields.class))
        .isEqualTo(fields);
  }
}
