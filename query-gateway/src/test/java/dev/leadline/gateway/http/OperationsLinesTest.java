package dev.leadline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import org.junit.jupiter.api.Test;

class OperationsLinesTest {

  private static String behind(long events) {
    return OperationsLines.of(
            Json.MAPPER.readTree(
                """
                {"items": [{"name": "lead_rows", "lagEvents": %d, "lagSeconds": 0.06}]}
                """
                    .formatted(events)),
            Json.MAPPER.createObjectNode())
        .projections()
        .getFirst()
        .behind();
  }

  @Test
  void how_far_a_projection_is_behind_is_told_with_its_unit() {
    assertThat(behind(0)).isEqualTo("Nothing");
    assertThat(behind(1)).isEqualTo("1 event, 60 ms");
    assertThat(behind(1200)).isEqualTo("1,200 events, 60 ms");
  }
}
