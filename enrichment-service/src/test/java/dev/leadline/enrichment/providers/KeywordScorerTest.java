package dev.leadline.enrichment.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.enrichment.domain.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeywordScorerTest {

  private static Verdict.Scored score(String text) {
    return (Verdict.Scored) new KeywordScorer().score(List.of(text)).getFirst();
  }

  @Test
  void a_phrase_of_its_list_is_found_however_it_is_spaced_and_capitalised() {
    assertThat(score("You IDIOT, shut  up").scores()).isEqualTo(Map.of("harassment", 0.4));
    assertThat(score("I will kill you").scores()).containsEntry("violence", 1.0);
  }

  @Test
  void what_people_usually_write_is_clean() {
    assertThat(score("Do you support single sign-on?").isNoise()).isTrue();
    assertThat(score("Our stupidly long contract ends").isNoise()).isTrue();
  }
}
