package dev.leadline.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String KEPT = "00-" + TRACE + "-00f067aa0ba902b7-01";
  private static final String LEFT = "00-" + TRACE + "-00f067aa0ba902b7-00";

  @Test
  void it_is_read_and_written_as_the_standard_has_it() {
    assertThat(TraceParent.of(KEPT)).isEqualTo(new TraceParent(TRACE, "00f067aa0ba902b7", true));
    assertThat(TraceParent.of(KEPT)).extracting(TraceParent::text).isEqualTo(KEPT);
    assertThat(TraceParent.of(LEFT)).extracting(TraceParent::text).isEqualTo(LEFT);
  }

  @Test
  void a_later_version_is_read_as_far_as_it_is_known() {
    assertThat(TraceParent.of("01" + KEPT.substring(2) + "-more")).isEqualTo(TraceParent.of(KEPT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ana@acme.example",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
      })
  void what_is_none_is_passed_over(String text) {
    assertThat(TraceParent.of(text)).isNull();
  }

  @Test
  void of_a_batch_only_those_are_wanted_that_somebody_keeps_each_once_and_not_too_many() {
    String other = KEPT.replace("4bf9", "4bfa");
    assertThat(TraceParent.sampled(Stream.of(null, KEPT, LEFT, "none", KEPT, other), 9))
        .extracting(TraceParent::text)
        .containsExactly(KEPT, other);
    assertThat(TraceParent.sampled(Stream.of(KEPT, other), 1)).hasSize(1);
  }
}
