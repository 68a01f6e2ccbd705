package dev.leadline.enrichment.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.enrichment.domain.crm.CrmPlan.Mapping;
import dev.leadline.enrichment.domain.crm.CrmPlan.Type;
import dev.leadline.enrichment.domain.crm.CrmPlan.Write;
import dev.leadline.enrichment.domain.crm.Pulling.Known;
import dev.leadline.events.Value;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PullingTest {

  private static final Instant NINE = Instant.parse("2026-11-01T09:00:00Z");

  private static final CrmPlan PLAN =
      new CrmPlan(
          "default",
          CrmSystem.SALESFORCE,
          "Lead",
          List.of(
              new Mapping("job_title", "Title", Write.OVERWRITE, true, Type.TEXT),
              new Mapping("num_employees", "NumberOfEmployees", Write.IF_EMPTY, true, Type.WHOLE),
              new Mapping("score", "Score__c", Write.OVERWRITE, false, Type.TEXT)),
          true,
          null,
          Duration.ofDays(1));

  private static CrmRecord record(Instant modifiedAt, Map<String, String> values) {
    return new CrmRecord("00Q1", "ana@acme.example", values, modifiedAt);
  }

  private static @Nullable Map<String, Value> news(CrmRecord record, @Nullable Known known) {
    return Pulling.news(PLAN, record, known, text -> "#" + text);
  }

  @Test
  void what_is_new_is_told_under_our_names_and_types() {
    assertThat(
            news(
                record(NINE, Map.of("Title", "CTO", "NumberOfEmployees", "120", "Score__c", "7")),
                null))
        .isEqualTo(Map.of("job_title", Value.text("CTO"), "num_employees", new Value.Whole(120)));
  }

  @Test
  void a_record_that_nobody_knew_is_told_even_without_fields() {
    assertThat(news(record(NINE, Map.of()), null)).isEmpty();
  }

  @Test
  void what_we_wrote_ourselves_is_no_news() {
    var ours = new Known(Map.of("Title", "#CTO"), null);
    assertThat(news(record(NINE, Map.of("Title", "CTO")), ours)).isNull();
    assertThat(news(record(NINE, Map.of("Title", "CEO")), ours))
        .isEqualTo(Map.of("job_title", Value.text("CEO")));
  }

  @Test
  void a_state_that_is_not_newer_than_our_write_is_no_news_whatever_is_in_it() {
    var ours = new Known(Map.of(), NINE);
    assertThat(news(record(NINE, Map.of("Title", "CTO")), ours)).isNull();
    assertThat(news(record(NINE.plusMillis(1), Map.of("Title", "CTO")), ours)).isNotNull();
  }

  @Test
  void what_is_not_of_its_type_is_left_out() {
    assertThat(news(record(NINE, Map.of("NumberOfEmployees", "many")), null)).isEmpty();
    assertThat(Type.WHOLE.read("120.0")).isEqualTo(new Value.Whole(120));
    assertThat(Type.FLAG.read("TRUE")).isEqualTo(new Value.Flag(true));
  }

  /**
   * lead-service parks what is longer, and Kafka does not take a megabyte, however often it is
   * told.
   */
  @Test
  void of_a_record_with_long_texts_as_much_is_told_as_fits_into_an_event() {
    Map<String, Value> told =
        news(
            record(NINE, Map.of("Title", "Buyer. ".repeat(200_000), "NumberOfEmployees", "120")),
            null);
    assertThat(told).containsEntry("num_employees", new Value.Whole(120));
    assertThat(told.get("job_title").shown()).startsWith("Buyer. ").hasSizeBetween(30_000, 32_768);
    assertThat(news(record(NINE, Map.of("NumberOfEmployees", "99999999999999999")), null))
        .as("a number that JSON does not carry exactly")
        .isEmpty();
  }

  @Test
  void a_round_ends_where_it_has_been_and_a_lost_mark_goes_back_to_its_beginning() {
    Position begun = Position.from(NINE);
    Position amid = begun.after(NINE.plusSeconds(5), "next");
    assertThat(amid.since()).isEqualTo(NINE);
    assertThat(amid.again()).isEqualTo(begun);
    assertThat(amid.after(NINE.plusSeconds(2), null)).isEqualTo(Position.from(NINE.plusSeconds(5)));
  }
}
