package dev.leadline.leadservice.handling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.leadservice.handling.Outcome.Reason;
import dev.leadline.leadservice.handling.ReadChannelEvents.Refused;
import dev.leadline.leadservice.handling.ReadChannelEvents.Understood;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadChannelEventsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  private final ReadChannelEvents events = new ReadChannelEvents((given, _) -> given, _ -> null);

  private ReadChannelEvents.Reading read(String type) {
    return events.read(
        Map.of(
            "ce_specversion", "1.0",
            "ce_id", "e-1",
            "ce_source", "/shop",
            "ce_type", type,
            "ce_time", NOW.toString()),
        "{\"identity\":{\"anonymousId\":\"a-1\"}}".getBytes(StandardCharsets.UTF_8),
        NOW);
  }

  @Test
  void a_type_of_ours_that_nobody_knows_is_understood() {
    for (String type : List.of("leadline.shop.visited.v1", "leadline.x", "leadline..v1"))
      assertThat(read(type)).as(type).isInstanceOf(Understood.class);
  }

  @Test
  void a_type_that_says_nothing_behind_its_beginning_is_none_of_ours() {
    for (String type : List.of("leadline.", "leadline.  ", "leadline", "com.example.other"))
      assertThat(read(type))
          .as(type)
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> {
                assertThat(refused.why().reason()).isEqualTo(Reason.UNKNOWN_TYPE);
                assertThat(refused.why().detail()).contains("a name follows");
              });
  }
}
