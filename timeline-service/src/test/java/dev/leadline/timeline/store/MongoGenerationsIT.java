package dev.leadline.timeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.view.ReadModels;
import dev.leadline.timeline.handling.KeepGenerations.OfLeads;
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
