package dev.leadline.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {

  @Test
  void no_port_is_given_to_two() {
    var given = IntStream.range(0, 2_000).parallel().map(i -> LoopbackPort.free()).boxed().toList();
    assertThat(given).doesNotHaveDuplicates();
  }
}
