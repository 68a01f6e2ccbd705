package dev.leadline.timeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.view.ReadModels;
import java.util.Set;
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
}
