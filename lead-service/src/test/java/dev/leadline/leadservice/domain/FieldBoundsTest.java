package dev.leadline.leadservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.lead.Content.Observation;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a lead keeps of a field has a bound, whoever tells it. */
class FieldBoundsTest {

  private static final int LONGEST = 8192;

  @Test
  void a_value_that_is_not_too_long_is_kept_as_it_is() {
    for (Value value :
        List.of(
            Value.text("x".repeat(LONGEST)),
            new Value.Texts(List.of("x".repeat(LONGEST))),
            new Value.Texts(List.of("", "a", "b")),
            new Value.Texts(List.of()),
            new Value.Whole(Long.MAX_VALUE),
            new Value.Flag(true))) assertThat(kept(value)).isSameAs(value);
  }

  @Test
  void a_text_is_cut_and_no_character_in_two() {
    assertThat(kept(Value.text("x".repeat(600_000)))).isEqualTo(Value.text("x".repeat(LONGEST)));
    assertThat(kept(Value.text("x".repeat(LONGEST - 1) + "\ud83d\ude00")))
        .isEqualTo(Value.text("x".repeat(LONGEST - 1)));
  }

  @Test
  void a_list_is_cut_as_a_whole_also_one_of_nothing() {
    assertThat(kept(new Value.Texts(List.of("x".repeat(LONGEST - 3), "yyyy", "z"))))
        .isEqualTo(new Value.Texts(List.of("x".repeat(LONGEST - 3), "yy")));
    assertThat(kept(new Value.Texts(Collections.nCopies(100_000, ""))))
        .isEqualTo(new Value.Texts(Collections.nCopies(LONGEST, "")));
  }

  @Test
  void every_way_to_observe_is_bounded_and_so_are_the_names_of_fields() {
    Observation told = new Observation("a", Value.text("x".repeat(9000)), Provenance.API);
    Meaning meaning = Meaning.ofLead(Channel.FORM).observing(List.of(told, told));
    assertThat(meaning.observations())
        .singleElement()
        .satisfies(seen -> assertThat(seen.value().shown()).hasSize(LONGEST));
    assertThat(Fields.named("n".repeat(100_000))).hasSize(200);
  }

  private static Value kept(Value value) {
    return Fields.bounded(new Observation("a", value, Provenance.API)).value();
  }
}
