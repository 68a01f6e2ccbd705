package dev.leadline.gateway.store.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.view.LeadRow;
import dev.leadline.events.view.ReadModels;
import dev.leadline.gateway.domain.Filters;
import dev.leadline.gateway.domain.IndexedRow;
import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.domain.Positions;
import dev.leadline.gateway.domain.Search;
import dev.leadline.gateway.domain.SortOrder;
import dev.leadline.gateway.domain.Timeframe;
import dev.leadline.gateway.handling.Rows;
import dev.leadline.gateway.wiring.Journey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lead is found by what its row does not show as by what it shows. */
class AlsoFoundByTest {

  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");
  private static final Positions BEGIN = new Positions(Map.of(0, 0L));

  @TempDir private Path folder;
  private LuceneLeadIndex index;

  @BeforeEach
  void open() throws IOException {
    index =
        new LuceneLeadIndex(
            new IndexSettings(folder, true, Duration.ofMinutes(1), Duration.ofMinutes(1)));
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  private static Journey twoEmails() {
    return Journey.of("ana", START)
        .givesEmail("ana.lima@gmail.example")
        .givesEmail("ana@acme.example")
        .isKnownAs("phone_number", Value.text("+351 910 000 123"), Provenance.SELF);
  }

  private static Journey company() {
    return Journey.of("acme", START.plusSeconds(60))
        .isKnownAs("company_name", Value.text("Acme"), Provenance.DEANONYMIZED_COMPANY)
        .isKnownAs("company_domain", Value.text("zenith.com"), Provenance.DEANONYMIZED_COMPANY);
  }

  private static IndexedRow row(Journey journey) {
    String json = ReadModels.row(journey.state());
    LeadRow row = Json.MAPPER.readValue(json, LeadRow.class);
    return new IndexedRow.Listed("default", row, json, Set.of(), Map.of());
  }

  private void build(Journey... journeys) {
    List<IndexedRow> rows = Stream.of(journeys).map(AlsoFoundByTest::row).toList();
    index.build(batches -> batches.accept(rows), BEGIN);
  }

  private List<String> found(String text) {
    var filters =
        new Filters(
            new Timeframe.All().resolve(START, ZoneOffset.UTC),
            Map.of(),
            Search.of(text),
            List.of(),
            Set.of(),
            false,
            null);
    return index
        .find(new LeadQuery("default", filters, SortOrder.BEST, null, 10, false))
        .found()
        .stream()
        .map(found -> Rows.read(found.row()).leadId())
        .toList();
  }

  @Test
  void by_each_of_its_emails_from_the_start_in_the_middle_and_with_a_typo() {
    build(twoEmails(), company());
    for (String text :
        List.of(
            "ana@acme.example",
            "ana.lima@gmail.example",
            "ana.lima@gm",
            "ma@gmail",
            "gmail",
            "gmial",
            "lima acme",
            "351910000")) assertThat(found(text)).as(text).containsExactly("ana");
    assertThat(found("ana.lima@acme")).isEmpty();
  }

  @Test
  void by_the_domain_of_its_company_with_an_email_or_without() {
    build(twoEmails(), company());
    for (String text : List.of("zenith.com", "@zenith.com", "zenith", "enith.c", "zentih"))
      assertThat(found(text)).as(text).containsExactly("acme");
    index.change(List.of(row(company().givesEmail("bo@zenith.com"))), Set.of(), BEGIN);
    assertThat(found("zenith.com")).containsExactly("acme");
    index.change(
        List.of(row(company().givesEmail("bo@zenith.com").givesEmail("bo@gmail.example"))),
        Set.of(),
        BEGIN);
    assertThat(found("zenith.com")).containsExactly("acme");
  }

  @Test
  void best_where_the_whole_of_it_is_meant() {
    Journey newer =
        Journey.of("other", START.plusSeconds(90)).givesEmail("ana.lima@gmail.examples");
    build(twoEmails(), newer);
    assertThat(found("ana.lima@gmail.example")).containsExactly("ana", "other");
    assertThat(found("ana.lima@gmail")).containsExactly("other", "ana");
  }

  @Test
  void no_more_once_a_change_has_taken_it_away() {
    build(company());
    Journey moved =
        company()
            .isKnownAs("company_domain", Value.text("globex.com"), Provenance.DEANONYMIZED_COMPANY);
    index.change(List.of(row(moved)), Set.of(), BEGIN);
    assertThat(found("zenith.com")).isEmpty();
    assertThat(found("globex.com")).containsExactly("acme");
    moved.becomes(new LeadEvent.LeadErased(START, null, List.of()));
    index.change(
        List.of(new IndexedRow.Erased("default", "acme", moved.state().version(), null, false)),
        Set.of(),
        BEGIN);
    assertThat(found("globex.com")).isEmpty();
  }
}
