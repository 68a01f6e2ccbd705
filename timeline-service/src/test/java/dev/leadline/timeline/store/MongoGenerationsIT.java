package dev.leadline.timeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.events.view.ReadModels;
import dev.leadline.timeline.handling.KeepGenerations.OfLeads;
import dev.leadline.timeline.handling.KeepGenerations.Pointer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoGenerationsIT {

  private static final int DOCUMENTS = 30;

  private final MongoForTests mongo = new MongoForTests();
  private final MongoGenerations generations = new MongoGenerations(mongo.template);

  @AfterEach
  void close() {
    mongo.close();
  }

  private void store(int generation, int number, String text) {
    mongo
        .template
        .getCollection(ReadModels.collection(ReadModels.LEAD_ROWS, generation))
        .insertOne(new Document("_id", "lead-%02d".formatted(number)).append("state", text));
  }

  @Test
  void large_documents_come_in_smaller_pages_and_what_differs_is_found() {
    String large = "x".repeat(1 << 20);
    for (int i = 0; i < DOCUMENTS; i++) {
      store(1, i, large);
      if (i != DOCUMENTS - 1) store(2, i, i == 17 ? large + "y" : large);
    }

    assertThat(generations.differing(ReadModels.LEAD_ROWS, 1, 2, "", 100))
        .containsExactly("lead-17", "lead-29");
    assertThat(generations.differing(ReadModels.LEAD_ROWS, 1, 2, "lead-17", 100))
        .containsExactly("lead-29");
    var suspects = Set.of("lead-03", "lead-17", "lead-29");
    assertThat(generations.stillDiffering(ReadModels.LEAD_ROWS, 1, 2, suspects))
        .containsExactlyInAnyOrder("lead-17", "lead-29");
    assertThat(generations.differences(ReadModels.LEAD_ROWS, 1, 2, suspects))
        .containsOnlyKeys("lead-17", "lead-29");
  }

  @Test
  void what_differs_in_either_collection_of_a_read_model_comes_in_one_order() {
    for (String id : List.of("a", "c", "e"))
      put(ReadModels.CHANNEL_DAILY, 1, new Document("_id", id));
    for (String id : List.of("b", "d", "f"))
      put(ReadModels.CONVERSATIONS, 2, new Document("_id", id));
    assertThat(generations.differing(ReadModels.CHANNEL_DAILY, 1, 2, "", 4))
        .containsExactly("a", "b", "c", "d");
    assertThat(generations.differing(ReadModels.CHANNEL_DAILY, 1, 2, "d", 4))
        .containsExactly("e", "f");
    assertThat(generations.estimate(ReadModels.CHANNEL_DAILY, 2)).isEqualTo(3);
  }

  @Test
  void what_is_held_is_told_of_each_collection_of_a_read_model() {
    put(ReadModels.CHANNEL_DAILY, 1, new Document("_id", "a"));
    put(ReadModels.CONVERSATIONS, 7, new Document("_id", "a"));
    put(ReadModels.LEAD_ROWS, 3, new Document("_id", "a"));
    assertThat(generations.held(ReadModels.CHANNEL_DAILY)).containsExactly(1, 7);
    assertThat(generations.held(ReadModels.TIMELINE_ENTRIES)).isEmpty();
  }

  @Test
  void how_many_there_are_is_told_without_reading_them() {
    assertThat(generations.estimate(ReadModels.LEAD_ROWS, 3)).isZero();
    for (int i = 0; i < DOCUMENTS; i++) store(1, i, "");
    mongo.commands.clear();
    assertThat(generations.estimate(ReadModels.LEAD_ROWS, 1)).isEqualTo(DOCUMENTS);
    assertThat(mongo.commands).containsExactly("count");
  }

  @Test
  void of_some_leads_only_theirs_are_counted_and_compared() {
    String first = UUID.randomUUID().toString();
    String second = UUID.randomUUID().toString();
    for (String id :
        List.of(
            entry(first, 1),
            entry(first, 2),
            entry(second, 1),
            entry(UUID.randomUUID().toString(), 1))) store(1, id);
    store(2, entry(first, 1));
    store(2, entry(second, 1));
    store(2, entry(second, 2));

    OfLeads looked = generations.ofLeads(ReadModels.TIMELINE_ENTRIES, 1, 2, Set.of(first, second));

    assertThat(looked.live()).isEqualTo(3);
    assertThat(looked.rebuilt()).isEqualTo(3);
    assertThat(looked.differing()).containsExactlyInAnyOrder(entry(first, 2), entry(second, 2));
  }

  @Test
  void what_was_written_while_a_repair_stood_still_is_left_as_it_is() {
    for (String id : List.of("newer", "damaged")) {
      put(1, new Document("_id", id).append("version", 3L).append("state", "wrong"));
      put(2, new Document("_id", id).append("version", 3L).append("state", "right"));
    }
    put(1, new Document("_id", "erased").append("entry", "wrong"));
    put(2, new Document("_id", "erased").append("entry", "what they said"));
    put(2, new Document("_id", "missing").append("entry", "right"));
    put(2, new Document("_id", "back").append("entry", "what they said"));
    put(1, new Document("_id", "wrong").append("entry", "of nobody"));
    put(1, new Document("_id", "not wrong").append("entry", "of nobody"));
    put(1, new Document("_id", "sum").append("seen", new Document("lead", 3L)));
    put(2, new Document("_id", "sum").append("seen", new Document("lead", 4L)));
    put(1, new Document("_id", "wrong sum").append("seen", new Document("lead", 3L)));
    put(2, new Document("_id", "wrong sum").append("seen", new Document("lead", 4L)));

    generations.copy(
        ReadModels.LEAD_ROWS,
        2,
        1,
        Set.of(
            "newer",
            "damaged",
            "erased",
            "missing",
            "back",
            "wrong",
            "not wrong",
            "sum",
            "wrong sum"),
        () -> {
          replace(new Document("_id", "newer").append("version", 4L).append("state", "erased"));
          replace(new Document("_id", "erased").append("entry", "nothing"));
          put(1, new Document("_id", "back").append("entry", "nothing"));
          replace(new Document("_id", "not wrong").append("entry", "of somebody"));
          replace(new Document("_id", "sum").append("seen", new Document("lead", 5L)));
        });

    assertThat(mongo.template.getCollection(ReadModels.LEAD_ROWS).find().batchSize(100))
        .containsExactlyInAnyOrder(
            new Document("_id", "newer").append("version", 4L).append("state", "erased"),
            new Document("_id", "damaged").append("version", 3L).append("state", "right"),
            new Document("_id", "erased").append("entry", "nothing"),
            new Document("_id", "missing").append("entry", "right"),
            new Document("_id", "back").append("entry", "nothing"),
            new Document("_id", "not wrong").append("entry", "of somebody"),
            new Document("_id", "sum").append("seen", new Document("lead", 5L)),
            new Document("_id", "wrong sum").append("seen", new Document("lead", 4L)));
  }

  @Test
  void who_has_lost_a_repair_takes_nothing_away_that_another_has_repaired() {
    var repaired = new Document("_id", "lead").append("version", 3L);
    put(1, repaired);
    assertThatThrownBy(
            () ->
                generations.copy(
                    ReadModels.LEAD_ROWS,
                    2,
                    1,
                    Set.of("lead"),
                    () -> {
                      throw new IllegalStateException("Left");
                    }))
        .hasMessage("Left");
    assertThat(mongo.template.getCollection(ReadModels.LEAD_ROWS).find().batchSize(100))
        .containsExactly(repaired);
  }

  @Test
  void readers_are_sent_nowhere_by_who_does_not_hold_the_writers_any_more() {
    int made = generations.next(ReadModels.LEAD_ROWS);
    generations.hold(ReadModels.LEAD_ROWS, "mine");
    generations.letGo(ReadModels.LEAD_ROWS, "mine");
    generations.point(ReadModels.LEAD_ROWS, "mine", made, 1, Instant.EPOCH);
    assertThat(generations.pointers().get(ReadModels.LEAD_ROWS)).isEqualTo(Pointer.FIRST);
    generations.hold(ReadModels.LEAD_ROWS, "mine");
    generations.point(ReadModels.LEAD_ROWS, "mine", made, 1, Instant.EPOCH);
    assertThat(generations.pointers().get(ReadModels.LEAD_ROWS))
        .isEqualTo(new Pointer(made, 1, Instant.EPOCH, null));
  }

  private void put(int generation, Document document) {
    put(ReadModels.LEAD_ROWS, generation, document);
  }

  private void put(String collection, int generation, Document document) {
    mongo.template.getCollection(ReadModels.collection(collection, generation)).insertOne(document);
  }

  private void replace(Document document) {
    mongo
        .template
        .getCollection(ReadModels.LEAD_ROWS)
        .replaceOne(new Document("_id", document.getString("_id")), document);
  }

  private static String entry(String leadId, int number) {
    return ReadModels.firstEntryId(leadId) + number;
  }

  private void store(int generation, String id) {
    mongo
        .template
        .getCollection(ReadModels.collection(ReadModels.TIMELINE_ENTRIES, generation))
        .insertOne(new Document("_id", id));
  }
}
