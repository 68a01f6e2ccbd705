package dev.leadline.timeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class ShownTest {

  private static Document row(String name, long version) {
    return new Document("_id", "lead")
        .append("version", version)
        .append("at", Date.from(Instant.EPOCH))
        .append("tags", List.of("same", name))
        .append(
            "state", "{\"name\":\"%s\",\"emails\":{\"%s@acme.example\":1}}".formatted(name, name));
  }

  @Test
  void places_and_numbers_are_told_and_no_word() {
    var difference = Shown.difference("lead", row("Wilhelmina", 7), row("Ana", 8));
    assertThat(difference.live())
        .contains("\"version\":7", "\"state.name\":\"text of 10 characters\"", "\"tags.1\"")
        .doesNotContain("Wilhelmina", "acme", "tags.0", "\"at\"");
    assertThat(difference.rebuilt()).contains("\"version\":8").doesNotContain("Ana", "acme");
  }

  @Test
  void what_is_on_one_side_alone_is_nothing_on_the_other() {
    var difference = Shown.difference("lead", null, row("Ana", 8));
    assertThat(difference.live()).isNull();
    assertThat(difference.rebuilt()).contains("1970-01-01T00:00:00Z").doesNotContain("Ana");
  }
}
