package dev.leadline.timeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.LeadEvent.LeadMergedInto;
import dev.leadline.events.lead.LeadEvent.LeadRestored;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.LeadChange;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.RowChanged;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.timeline.domain.Histories;
import dev.leadline.timeline.domain.LeadRows;
import dev.leadline.timeline.domain.StoredEvent;
import dev.leadline.timeline.domain.TimelineEntries;
import dev.leadline.timeline.handling.ProjectLeadRows;
import dev.leadline.timeline.handling.ProjectTimeline;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.query.Query;

class MongoReadModelsIT {

  private final MongoForTests mongo = new MongoForTests();
  private final MongoLeadRows rows =
      new MongoLeadRows(mongo.template, mongo.written, ReadModels.LEAD_ROWS);
  private final MongoTimeline timeline =
      new MongoTimeline(mongo.template, mongo.written, ReadModels.TIMELINE_ENTRIES);
  private final List<LeadChange> announced = new ArrayList<>();
  private final ProjectLeadRows projectLeadRows =
      new ProjectLeadRows(rows, rows, rows, announced::addAll);
  private final ProjectTimeline projectTimeline = new ProjectTimeline(timeline, timeline, _ -> {});

  @AfterEach
  void close() {
    mongo.close();
  }

  @Test
  void a_row_lies_in_its_document_as_the_published_language_says() {
    var history = history("lead-1", 50);
    projectLeadRows.project(history);
    LeadState expected = fold("lead-1", history);
    Document document = mongo.template.getCollection(ReadModels.LEAD_ROWS).find().limit(1).first();
    assertThat(document)
        .containsOnlyKeys(
            "_id",
            "tenant",
            "listed",
            "erased",
            "version",
            "identities",
            "lastActivityAt",
            "row",
            "custom",
            "state");
    assertThat(document.getLong("version")).isEqualTo(expected.version());
    assertThat(document.getString("row")).isEqualTo(ReadModels.row(expected));
    assertThat(document.getString("custom")).isEqualTo(ReadModels.customFields(expected));
    assertThat(document.getString("_id")).isEqualTo("lead-1");
    assertThat(document.getString("tenant")).isEqualTo(Histories.TENANT);
    assertThat(document.getBoolean("listed")).isTrue();
    assertThat(document.getList("identities", String.class))
        .isNotEmpty()
        .allMatch(identity -> identity.matches("EMAIL:ana[0-2]@acme.example"));
    assertThat(document.getDate("lastActivityAt"))
        .isEqualTo(Date.from(expected.picture().lastActivityAt()));
    assertThat(Json.MAPPER.readValue(document.getString("state"), LeadState.class))
        .isEqualTo(expected);
    assertThat(announced).containsExactly(new RowChanged("lead-1", Histories.TENANT, 51));
  }

  /** What was written of the other one in between may be of the erased one. */
  @Test
  void the_row_of_an_erased_lead_says_whether_it_was_part_of_another() {
    LeadState lead = fold("parted", history("parted", 3));
    LeadEvent erased = new LeadErased(Histories.START, null, List.of());
    LeadState other = fold("other", history("other", 3)).evolve(erased);
    rows.store(
        List.of(
            lead.evolve(new LeadMergedInto("whole", null, Histories.START))
                .evolve(new LeadRestored("whole", List.of(), null, Histories.START, null))
                .evolve(erased),
            other));
    assertThat(row("parted")).containsEntry("erased", true).containsEntry("parted", true);
    assertThat(row("other"))
        .containsEntry("erased", true)
        .containsEntry("erasedAt", Date.from(Histories.START))
        .doesNotContainKey("parted");
  }

  @Test
  void a_row_is_folded_on_from_what_is_stored_whatever_comes_again() {
    var history = history("lead-1", 60);
    projectLeadRows.project(history.subList(0, 20));
    projectLeadRows.project(history.subList(10, 40));
    projectLeadRows.project(history.subList(0, 5));
    projectLeadRows.project(history.subList(40, 61));
    assertThat(rows.of(List.of("lead-1", "lead-2")))
        .containsOnlyKeys("lead-1")
        .containsValue(fold("lead-1", history));
    assertThat(announced).extracting(LeadChange::version).containsExactly(20L, 40L, 40L, 61L);
  }

  @Test
  void the_rows_of_many_leads_are_written_at_once() {
    var batch = new ArrayList<StoredEvent>();
    for (int lead = 0; lead < 300; lead++) batch.addAll(history("lead-" + lead, 4));
    projectLeadRows.project(batch.subList(0, 1000));
    projectLeadRows.project(batch);
    assertThat(rows.of(batch.stream().map(StoredEvent::leadId).toList()))
        .hasSize(300)
        .allSatisfy((lead, row) -> assertThat(row.version()).isEqualTo(5));
  }

  @Test
  void a_whole_history_that_comes_again_to_another_instance_changes_nothing() {
    var history = history("lead-1", 30);
    projectLeadRows.project(history);
    new ProjectLeadRows(rows, rows, rows, announced::addAll).project(history.subList(0, 12));
    assertThat(rows.of(List.of("lead-1"))).containsValue(fold("lead-1", history));
    assertThat(announced).extracting(LeadChange::version).containsExactly(31L, 31L);
  }

  @Test
  void an_older_row_never_replaces_a_newer_one() {
    var history = history("lead-1", 9);
    LeadState older = fold("lead-1", history.subList(0, 5));
    LeadState newer = fold("lead-1", history);
    LeadState another = fold("lead-2", history("lead-2", 3));
    assertThat(rows.store(List.of(newer))).isEmpty();
    assertThat(rows.store(List.of(older, another))).containsExactly("lead-1");
    assertThat(rows.of(List.of("lead-2"))).containsValue(another);
    assertThat(rows.of(List.of("lead-1"))).containsValue(newer);
  }

  @Test
  void a_row_that_is_erased_before_it_could_follow_its_lead_is_not_at_another_version() {
    var history = history("lead-1", 9);
    projectLeadRows.project(history.subList(0, 5));
    var erasure = new LeadErased(Histories.START, null, List.of());
    projectLeadRows.erase("lead-1", erasure);
    assertThat(row("lead-1").getBoolean("listed")).isFalse();
    assertThat(row("lead-1").getString("state")).doesNotContain("acme.example");
    assertThat(announced).last().isEqualTo(new RowChanged("lead-1", Histories.TENANT, 5));

    announced.clear();
    projectLeadRows.erase("lead-1", erasure);
    projectLeadRows.erase("nobody", erasure);
    assertThat(announced).as("who crashed before telling it does so").hasSize(1);

    var all = new ArrayList<>(history);
    all.add(stored("lead-1", 10, erasure));
    projectLeadRows.project(all);
    assertThat(rows.of(List.of("lead-1"))).containsValue(fold("lead-1", all));
  }

  @Test
  void a_lead_that_is_part_of_another_one_is_not_listed() {
    var history = new ArrayList<>(history("lead-1", 3));
    history.add(stored("lead-1", 4, new LeadMergedInto("lead-2", null, Histories.START)));
    projectLeadRows.project(history);
    assertThat(row("lead-1").getBoolean("listed")).isFalse();
    LeadEvent back = new LeadRestored("lead-2", List.of(), null, Histories.START, null);
    projectLeadRows.project(List.of(stored("lead-1", 5, back)));
    assertThat(row("lead-1").getBoolean("listed")).isTrue();
  }

  @Test
  void what_an_erasure_left_is_not_listed_and_not_found_by_any_key() {
    var history = new ArrayList<>(history("lead-1", 9));
    history.add(stored("lead-1", 10, new LeadErased(Histories.START, null, List.of())));
    projectLeadRows.project(history);
    assertThat(row("lead-1").getBoolean("listed")).isFalse();
    assertThat(row("lead-1").getList("identities", String.class)).isEmpty();
  }

  @Test
  void the_erasure_of_a_survivor_reaches_the_timelines_of_its_parts() {
    projectTimeline.project(history("part-1", 30));
    var survivor = new ArrayList<>(history("lead-1", 30));
    survivor.add(stored("lead-1", 31, new LeadErased(Histories.START, null, List.of("part-1"))));
    projectTimeline.project(survivor);
    assertThat(entries("part-1"))
        .containsExactlyInAnyOrderElementsOf(erased(history("part-1", 30)));
  }

  private Document row(String leadId) {
    return mongo.template.findById(leadId, Document.class, ReadModels.LEAD_ROWS);
  }

  private static StoredEvent stored(String leadId, long sequence, LeadEvent event) {
    return new StoredEvent(Histories.TENANT, leadId, sequence, "id", event);
  }

  @Test
  void a_field_may_have_any_name() {
    var content =
        new Content(
            List.of(),
            List.of(
                new Content.Observation("budget.max", Value.text("1"), Provenance.SELF),
                new Content.Observation("$where", Value.text("2"), Provenance.SELF)),
            null,
            null,
            null,
            null,
            new Json("{}"),
            null,
            null);
    var events =
        List.of(
            Histories.registered(),
            Histories.interaction(
                "1",
                Histories.START,
                "leadline.form.submitted.v1",
                Channel.FORM,
                "{}",
                Histories.NOTHING,
                content));
    projectLeadRows.project(Histories.stored("lead-1", events));
    assertThat(rows.of(List.of("lead-1")).get("lead-1").picture().known().fields())
        .containsOnlyKeys("budget.max", "$where");
  }

  @Test
  void entries_lie_in_their_documents_and_in_the_order_of_their_keys() {
    var history = history("lead-1", 80);
    projectTimeline.project(history);
    projectTimeline.project(history.subList(30, 50));
    projectTimeline.project(history("lead-10", 5));
    var documents = documents();
    assertThat(documents).hasSize(85);
    Document document = documents.getFirst();
    assertThat(document).containsOnlyKeys("_id", "tenant", "channel", "kind", "entry");
    TimelineEntry entry = Json.MAPPER.readValue(document.getString("entry"), TimelineEntry.class);
    assertThat(document)
        .containsEntry("_id", entry.entryId())
        .containsEntry("tenant", Histories.TENANT)
        .containsEntry("channel", entry.channel().name())
        .containsEntry("kind", entry.kind().name());
  }

  @Test
  void an_erasure_reaches_the_entries_of_the_lead_that_are_stored_and_no_others() {
    var history = history("lead-1", 1500);
    var other = history("lead-2", 20);
    projectTimeline.project(other);
    projectTimeline.project(history.subList(0, 1400));
    var rest = new ArrayList<>(history.subList(1400, 1501));
    rest.add(
        new StoredEvent(
            Histories.TENANT,
            "lead-1",
            1501,
            "id",
            new LeadErased(Histories.START, null, List.of())));
    projectTimeline.project(rest);

    var all = new ArrayList<>(history);
    all.add(rest.getLast());
    assertThat(entries("lead-1")).containsExactlyInAnyOrderElementsOf(erased(all));
    assertThat(entries("lead-2")).anyMatch(entry -> "Ana Lima".equals(entry.actor().name()));

    projectTimeline.project(all);
    assertThat(entries("lead-1"))
        .as("after everything came again")
        .containsExactlyInAnyOrderElementsOf(erased(all));
  }

  @Test
  void who_writes_late_what_they_read_before_an_erasure_brings_nothing_back() {
    var history = history("lead-1", 50);
    projectTimeline.project(history);
    var erasure = new LeadErased(Histories.START, null, List.of());
    projectTimeline.project(List.of(stored("lead-1", 51, erasure)));
    var all = new ArrayList<>(history);
    all.add(stored("lead-1", 51, erasure));

    new ProjectTimeline(timeline, timeline, _ -> {}).project(history);
    assertThat(entries("lead-1")).containsExactlyInAnyOrderElementsOf(erased(all));
  }

  @Test
  void an_entry_that_was_wrong_is_written_again() {
    var history = history("lead-1", 20);
    projectTimeline.project(history);
    List<Document> right = documents();
    for (Document one : right)
      mongo
          .template
          .getCollection(ReadModels.TIMELINE_ENTRIES)
          .updateOne(
              new Document("_id", one.getString("_id")),
              new Document("$set", new Document("entry", "{}")));
    projectTimeline.project(history);
    assertThat(documents()).isEqualTo(right);
  }

  private static List<TimelineEntry> erased(List<StoredEvent> history) {
    return history.stream()
        .flatMap(
            stored ->
                TimelineEntries.of(
                    stored.leadId(), stored.sequence(), stored.event().withoutPersonal())
                    .stream())
        .toList();
  }

  private List<TimelineEntry> entries(String leadId) {
    return documents().stream()
        .filter(document -> document.getString("_id").startsWith(leadId + "|"))
        .map(document -> Json.MAPPER.readValue(document.getString("entry"), TimelineEntry.class))
        .toList();
  }

  private List<Document> documents() {
    return mongo.template.find(
        new Query().cursorBatchSize(500), Document.class, ReadModels.TIMELINE_ENTRIES);
  }

  private static List<StoredEvent> history(String leadId, int interactions) {
    var events = new ArrayList<LeadEvent>();
    events.add(Histories.registered());
    events.addAll(Histories.random(new Random(3), interactions));
    return Histories.stored(leadId, events);
  }

  private static LeadState fold(String leadId, List<StoredEvent> history) {
    LeadState row = LeadState.unknown(leadId);
    for (StoredEvent stored : history) row = LeadRows.evolve(row, stored);
    return row;
  }
}
