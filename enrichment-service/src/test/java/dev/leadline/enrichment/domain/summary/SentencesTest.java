package dev.leadline.enrichment.domain.summary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentencesTest {

  @Test
  void a_message_falls_into_its_sentences_however_it_is_punctuated() {
    assertThat(Sentences.in("Hi there! Do you integrate with SAP? we use it\nAlso, is it safe"))
        .containsExactly(
            "Hi there!", "Do you integrate with SAP?", "we use it", "Also, is it safe");
  }

  @Test
  void a_greeting_is_no_part_of_what_follows() {
    assertThat(Sentences.in("Hello, what does it cost"))
        .containsExactly("Hello,", "what does it cost");
  }

  @Test
  void abbreviations_and_numbers_end_nothing() {
    assertThat(Sentences.in("We use tools, e.g. Excel. It costs 9.50 a month."))
        .containsExactly("We use tools, e.g. Excel.", "It costs 9.50 a month.");
  }

  @Test
  void marks_alone_are_no_sentence_except_a_question_mark() {
    assertThat(Sentences.in(" ... !! \n ??")).containsExactly("??");
    assertThat(Sentences.in("")).isEmpty();
  }
}
