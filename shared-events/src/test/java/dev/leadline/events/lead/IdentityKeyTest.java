package dev.leadline.events.lead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.lead.IdentityKey.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityKeyTest {

  @ParameterizedTest
  @CsvSource({
    "' Ana@ACME.example ', ana@acme.example",
    "ana.b+news@acme.example, ana.b+news@acme.example",
    "ana@bücher.example, ana@xn--bcher-kva.example"
  })
  void an_email_has_one_form(String given, String key) {
    assertThat(IdentityKey.email(given)).contains(new IdentityKey(Kind.EMAIL, key));
  }

  /** What comes along when an address is pasted from a page, a letter or a table. */
  @ParameterizedTest
  @ValueSource(strings = {"\u00a0", "\u3000", "\u202f", "\u200b", "\ufeff", "\u2060", " \u00a0\t"})
  void what_nobody_sees_at_the_ends_of_an_email_is_none_of_it(String unseen) {
    assertThat(IdentityKey.email(unseen + "ana@acme.example" + unseen))
        .contains(new IdentityKey(Kind.EMAIL, "ana@acme.example"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "ana", "@acme.example", "ana@", "ana @acme.example", "ana@acme\u00a0.example"})
  void what_is_no_email_is_no_key(@Nullable String given) {
    assertThat(IdentityKey.email(given)).isEmpty();
  }
}
