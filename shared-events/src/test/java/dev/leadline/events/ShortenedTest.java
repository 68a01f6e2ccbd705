package dev.leadline.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A text that is too long is cut, and no character of it in two. */
class ShortenedTest {

  private static final String PAIR = "\ud83d\ude00";

  @Test
  void a_text_is_cut_before_a_character_that_would_be_cut_in_two() {
    assertThat(Shortened.to(3, "abc")).isEqualTo("abc");
    assertThat(Shortened.to(3, "abcd")).isEqualTo("abc");
    assertThat(Shortened.to(3, "ab" + PAIR)).isEqualTo("ab");
    assertThat(Shortened.to(4, "ab" + PAIR + "c")).isEqualTo("ab" + PAIR);
    assertThat(Shortened.to(0, PAIR)).isEmpty();
  }
}
