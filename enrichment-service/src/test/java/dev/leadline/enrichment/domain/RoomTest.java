package dev.leadline.enrichment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoomTest {

  private static final int LARGEST_BODY = 256 * 1024;

  private static Map<String, Value> taken(Map<String, Value> said) {
    Map<String, Value> fields = new LinkedHashMap<>();
    Room.fill(fields, said);
    return fields;
  }

  /** JSON writes a control character with six bytes, and quotes each text of a list. */
  @Test
  void whatever_vendors_say_fits_into_one_event() {
    String control = "\u0001".repeat(400_000);
    Map<String, Value> fields = taken(Map.of("a", Value.text(control), "b", Value.text(control)));
    Room.fill(fields, Map.of("c", new Value.Texts(Collections.nCopies(400_000, "\u0001"))));
    assertThat(Json.MAPPER.writeValueAsBytes(fields)).hasSizeBetween(150_000, LARGEST_BODY - 1_000);
    assertThat(Json.MAPPER.writeValueAsBytes(taken(Map.of("c", texts(400_000, "\u0001")))))
        .hasSizeBetween(100_000, LARGEST_BODY - 1_000);
  }

  private static Value texts(int number, String each) {
    return new Value.Texts(Collections.nCopies(number, each));
  }

  @Test
  void a_long_value_is_shortened_and_takes_the_place_of_no_other() {
    Map<String, Value> said = new LinkedHashMap<>();
    said.put("recent_news", Value.text("News. ".repeat(100_000)));
    said.put("products", texts(300, "A product"));
    said.put("job_title", Value.text("Buyer"));
    assertThat(taken(said))
        .containsEntry("job_title", Value.text("Buyer"))
        .containsEntry("products", texts(300, "A product"))
        .hasEntrySatisfying(
            "recent_news",
            news -> assertThat(news.shown()).startsWith("News. News.").hasSizeGreaterThan(20_000));
    assertThat(taken(Map.of("products", texts(100_000, "A product"))).get("products").shown())
        .startsWith("A product; A product")
        .endsWith("; A product");
  }

  @Test
  void what_is_there_is_left_and_where_no_room_is_nothing_is_taken() {
    Map<String, Value> fields = taken(Map.of("industry", Value.text("x".repeat(40_000))));
    assertThat(fields.get("industry").shown()).hasSizeBetween(32_000, 32_768);
    Room.fill(
        fields,
        Map.of(
            "industry", Value.text("Retail"),
            "revenue", Value.text("1M"),
            "products", new Value.Texts(List.of("A"))));
    assertThat(fields).containsOnlyKeys("industry");
    assertThat(fields.get("industry").shown()).startsWith("xxx");
  }

  /** lead-service parks an event with such a number. */
  @Test
  void a_number_that_not_every_reader_of_json_reads_exactly_is_left_out() {
    assertThat(
            taken(
                Map.of(
                    "largest", new Value.Whole(9_007_199_254_740_991L),
                    "smallest", new Value.Whole(-9_007_199_254_740_991L),
                    "larger", new Value.Whole(9_007_199_254_740_992L),
                    "smaller", new Value.Whole(Long.MIN_VALUE))))
        .containsOnlyKeys("largest", "smallest");
  }
}
