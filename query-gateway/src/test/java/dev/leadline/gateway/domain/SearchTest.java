package dev.leadline.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "\t\n"})
  void nothing_looks_for_nothing(String text) {
    assertThat(Search.of(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Ana Lima,          ana;lima",
    "'  ÁNA\tŁoś ',     ana;los",
    "@Acme.example,     acme.example",
    "(ana) ana,         ana",
    "O'Brien & Co.,     o'brien;co",
    "O’Brien – O‘Neill, o'brien;o'neill",
    "Jean‑Luc,          jean-luc",
    "ΝΊΚΟΣ νικοσ,       νικοσ",
    "Işıl İREM,         isil;irem",
    "ana+news@acme.example, ana+news@acme.example",
    "Straße,            strasse",
    "Ａｃｍｅ,           acme",
    "王伟,               王伟",
  })
  void words_are_folded_and_lose_the_signs_around_them(String text, String words) {
    assertThat(Search.of(text).words()).isEqualTo(List.of(words.split(";")));
  }

  @ParameterizedTest
  @CsvSource({
    "+1 (555) 010-9999, 15550109999",
    "555.0101,          5550101",
    "55,                ",
    "555 ana,           ",
    "ana5551234,        ",
  })
  void what_may_be_a_phone_number_is_looked_for_by_its_digits(String text, String digits) {
    assertThat(Search.of(text).phone()).isEqualTo(digits);
  }

  @Test
  void signs_alone_find_nothing() {
    assertThat(Search.of("+++ .* %")).satisfies(it -> assertThat(it.isEmpty()).isTrue());
  }

  @Test
  void typos_are_forgiven_in_words_of_five_letters() {
    assertThat(Search.forgives("smith")).isTrue();
    assertThat(Search.forgives("jonh")).isFalse();
    assertThat(Search.forgives("12345")).isFalse();
    assertThat(Search.forgives("ana@acme")).isFalse();
  }
}
