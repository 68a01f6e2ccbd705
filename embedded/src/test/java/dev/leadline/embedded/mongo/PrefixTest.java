package dev.leadline.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {

  @ParameterizedTest
  @CsvSource({
    "^tenant:lead, tenant:lead, tenant:leae",
    "^ab+, ab, ac",
    "^abc*, ab, ac",
    "^ab.c, ab, ac",
    "^\\Qa.b|c\\E, a.b|c, a.b|d",
    "^\\Qa\\E.*, a, b"
  })
  void is_the_range_of_an_anchored_beginning(String pattern, String from, String to) {
    assertThat(Prefix.of(new BsonRegularExpression(pattern)))
        .isEqualTo(Interval.above(from, true).and(Interval.below(to, false)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tenant", "^", "^.*a", "^(a|b)", "^a|b", "^a*", "^a?b", "^\\Qab\\E*", "^[a]"})
  void is_no_limit_when_nothing_certain_is_demanded(String pattern) {
    assertThat(Prefix.of(new BsonRegularExpression(pattern))).isEqualTo(Interval.ALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"i", "m", "x"})
  void is_no_limit_with_options(String options) {
    assertThat(Prefix.of(new BsonRegularExpression("^abc", options))).isEqualTo(Interval.ALL);
  }
}
