package dev.leadline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantReaderTest {

  @Test
  void any_instant_is_read_as_it_was_written() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      Instant written =
          Instant.ofEpochSecond(random.nextLong(-62_000_000_000L, 253_402_300_000L))
              .plusNanos(
                  switch (i % 4) {
                    case 0 -> 0;
                    case 1 -> random.nextInt(1000) * 1_000_000L;
                    case 2 -> random.nextInt(1_000_000) * 1_000L;
                    default -> random.nextInt(1_000_000_000);
                  });
      assertThat(InstantReader.parse(written.toString())).as("seed %d", seed).isEqualTo(written);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T09:00:00.5Z",
        "2026-11-22T09:00:00.123456789Z",
        "2026-11-22T09:00:00+02:00",
        "2026-11-22T24:00:00Z",
        "2024-02-29T23:59:59Z",
        "-0001-01-01T00:00:00Z"
      })
  void what_the_jdk_reads_is_read_alike(String text) {
    assertThat(InstantReader.parse(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-11-22",
        "2026-02-30T09:00:00Z",
        "2026-13-01T09:00:00Z",
        "2026-11-22T25:00:00Z",
        "2026-11-22T09:60:00Z",
        "2026-11-22T09:00:00,5x"
      })
  void what_is_no_instant_is_refused(String text) {
    assertThatThrownBy(() -> InstantReader.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
