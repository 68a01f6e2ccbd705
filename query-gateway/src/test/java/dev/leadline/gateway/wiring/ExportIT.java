package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.gateway.domain.Csv;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExportIT {

  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  private final RunningGateway gateway = RunningGateway.shared();

  @AfterEach
  void clear() {
    gateway.clear();
    gateway.subset.assertClean();
  }

  private List<List<String>> export(String query) {
    HttpResponse<String> answer = gateway.get("/v1/leads/export.csv" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .matches("attachment; filename=\"leads-\\d{4}-\\d{2}-\\d{2}\\.csv\"");
    return CsvFile.parsed(answer.body());
  }

  private List<JsonNode> list(String query) {
    var items = new ArrayList<JsonNode>();
    String cursor = "";
    while (true) {
      JsonNode page =
          Json.MAPPER.readTree(gateway.get("/v1/leads" + query + "&limit=7" + cursor).body());
      page.path("items").forEach(items::add);
      if (page.path("nextCursor").isNull()) return items;
      cursor = "&cursor=" + page.path("nextCursor").stringValue();
    }
  }

  @Test
  void the_file_has_every_row_of_the_filtered_list_in_its_order() {
    gateway.holds(
        IntStream.range(0, 40)
            .mapToObj(
                i -> {
                  var journey = Journey.of("lead-%02d".formatted(i), START.plusSeconds(i % 9));
                  if (i % 3 == 0) journey.writes("Hello");
                  return journey
                      .views("Home")
                      .isKnownAs("name", Value.text("Lead, \"" + i + "\"\n"), Provenance.SELF);
                })
            .toArray(Journey[]::new));
    for (String query :
        List.of("?timeframe=all", "?stage=ENGAGED", "?sort=name", "?q=lead&sort=-stage", "?q=17")) {
      List<JsonNode> items = list(query);
      List<List<String>> lines = export(query);
      CsvFile.assertEqual(lines, items, ZoneOffset.UTC);
    }
  }

  @Test
  void custom_fields_come_after_the_promised_columns_by_name() {
    gateway.holds(
        Journey.of("lead-1", START)
            .views("Home")
            .isKnownAs("job_title", Value.text("CTO"), Provenance.SELF)
            .isKnownAs("zeal", new Value.Texts(List.of("tea", "=cmd")), Provenance.SELF)
            .isKnownAs("=budget", new Value.Whole(7), Provenance.SELF),
        Journey.of("lead-2", START.minusSeconds(9))
            .views("Home")
            .isKnownAs("zeal", Value.text("=cmd"), Provenance.SELF)
            .isKnownAs("answer", new Value.Flag(true), Provenance.SELF),
        Journey.inTenant("other", "lead-3", START)
            .isKnownAs("of_another_tenant", Value.text("x"), Provenance.SELF));
    List<List<String>> lines = export("?timeframe=all");
    CsvFile.assertEqual(lines, list("?timeframe=all"), ZoneOffset.UTC);
    assertThat(lines.getFirst().subList(Csv.HEADER.size(), lines.getFirst().size()))
        .as("a name that begins a formula is neutralised as any cell")
        .containsExactly("'=budget", "answer", "zeal");
    assertThat(lines.get(1).subList(Csv.HEADER.size(), lines.get(1).size()))
        .containsExactly("7", "", "tea; =cmd");
    assertThat(lines.get(2).subList(Csv.HEADER.size(), lines.get(2).size()))
        .containsExactly("", "Yes", "'=cmd");
    assertThat(export("?stage=CALL_SCHEDULED").getFirst())
        .as("the columns do not depend on the filter")
        .isEqualTo(lines.getFirst());
  }

  /** Scenario 11. */
  @Test
  void a_formula_is_neutralised_and_times_are_those_of_the_zone() {
    gateway.holds(
        Journey.of("lead-1", START)
            .views("Home")
            .isKnownAs("name", Value.text("=cmd|' /C calc'!A0"), Provenance.SELF)
            .isKnownAs("phone_number", Value.text("+351910000000"), Provenance.SELF));
    List<List<String>> lines = export("?zone=Asia/Tokyo");
    assertThat(CsvFile.cell(lines, 1, "name")).isEqualTo("'=cmd|' /C calc'!A0");
    assertThat(CsvFile.cell(lines, 1, "phone")).isEqualTo("'+351910000000");
    assertThat(CsvFile.cell(lines, 1, "first_seen_at")).isEqualTo("2026-11-20T18:00:00+09:00");
  }

  @Test
  void a_list_of_nothing_is_a_header() {
    assertThat(export("?stage=CALL_SCHEDULED")).hasSize(1);
    assertThat(gateway.get("/v1/leads/export.csv?bom=true").body()).startsWith("\uFEFFlead_id,");
  }

  @Test
  void a_bad_filter_is_told_before_anything_is_written() {
    assertThat(gateway.get("/v1/leads/export.csv?stage=PIGEON").statusCode()).isEqualTo(400);
    assertThat(gateway.get("/v1/leads/export.csv?stag=ENGAGED").statusCode()).isEqualTo(400);
  }
}
