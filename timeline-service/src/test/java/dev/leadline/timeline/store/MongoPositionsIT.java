package dev.leadline.timeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.timeline.handling.KeepPositions.Claimed;
import dev.leadline.timeline.handling.KeepPositions.Place;
import dev.leadline.timeline.handling.KeepPositions.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoPositionsIT {

  private static final String ROWS = "timeline-service.lead-rows";
  private static final List<Wanted> TWO_PARTS = List.of(new Wanted(ROWS, 1, 2));

  private final MongoForTests mongo = new MongoForTests();
  private static final Duration CLAIM = Duration.ofSeconds(10);

  private final MongoPositions one = new MongoPositions(mongo.template, CLAIM);
  private final MongoPositions another = new MongoPositions(mongo.template, CLAIM);

  @AfterEach
  void close() {
    mongo.close();
  }

  @Test
  void a_projection_begins_once_and_before_the_first_event() {
    Claimed claimed = one.claim(TWO_PARTS);
    assertThat(claimed.somethingBegan()).isTrue();
    assertThat(claimed.mine()).hasSize(2).allMatch(place -> place.position() == 0);
    assertThat(one.claim(TWO_PARTS).somethingBegan()).isFalse();
    assertThat(one.of(ROWS, 1)).isEqualTo(Map.of(0, 0L, 1, 0L));
    assertThat(one.of("another projection", 1)).isEmpty();
  }

  @Test
  void a_position_is_kept_and_the_number_of_parts_stays() {
    Place place = one.claim(TWO_PARTS).mine().getLast();
    assertThat(one.keep(new Place(place.part(), place.begun(), 12))).isTrue();
    assertThat(one.of(ROWS, 1)).isEqualTo(Map.of(0, 0L, 1, 12L));
    assertThat(one.claim(List.of(new Wanted(ROWS, 1, 7))).mine())
        .hasSize(2)
        .allMatch(kept -> kept.part().of() == 2);
  }

  @Test
  void generations_have_positions_of_their_own() {
    Place place = one.claim(TWO_PARTS).mine().getFirst();
    one.keep(new Place(place.part(), place.begun(), 12));
    one.claim(List.of(new Wanted(ROWS, 1, 2), new Wanted(ROWS, 12, 1)));
    assertThat(one.of(ROWS, 12)).isEqualTo(Map.of(0, 0L));
    assertThat(one.of(ROWS, 1)).containsEntry(0, 12L).hasSize(2);
  }

  @Test
  void a_part_is_worked_on_by_one_instance_until_it_gives_it_up() {
    List<Place> mine = one.claim(TWO_PARTS).mine();
    assertThat(another.claim(TWO_PARTS).mine()).isEmpty();
    assertThat(another.keep(mine.getFirst())).isFalse();
    one.release(mine);
    assertThat(one.keep(mine.getFirst())).isFalse();
    assertThat(another.claim(TWO_PARTS).mine()).isNotEmpty();
  }

  @Test
  void an_instance_that_leaves_has_no_share_any_more() {
    one.leave(one.claim(TWO_PARTS).mine());
    assertThat(another.claim(TWO_PARTS).mine()).hasSize(2);
  }

  @Test
  void instances_share_and_one_that_has_too_much_is_told_so() {
    one.claim(TWO_PARTS);
    another.claim(TWO_PARTS);
    Claimed claimed = one.claim(TWO_PARTS);
    assertThat(claimed.mine()).hasSize(2);
    assertThat(claimed.fairShare()).isOne();
    one.release(claimed.mine().subList(1, 2));
    assertThat(another.claim(TWO_PARTS).mine()).hasSize(1);
    assertThat(one.claim(TWO_PARTS).mine()).hasSize(1);
  }

  @Test
  void what_an_instance_that_was_killed_has_held_is_taken_when_its_claim_is_old() {
    one.claim(TWO_PARTS);
    mongo
        .template
        .getCollection("projection_positions")
        .updateMany(new Document(), new Document("$unset", new Document("claimedAt", "")));
    assertThat(another.claim(TWO_PARTS).mine()).hasSize(2);
    assertThat(one.claim(TWO_PARTS).mine()).isEmpty();
  }

  @Test
  void what_was_claimed_by_a_clock_that_was_put_back_is_taken_when_nobody_claims_it_anew() {
    one.claim(TWO_PARTS);
    mongo
        .template
        .getCollection("projection_positions")
        .updateMany(
            new Document(),
            new Document(
                "$set",
                new Document("claimedAt", Date.from(Instant.now().plus(Duration.ofHours(1))))));
    var quick = new MongoPositions(mongo.template, Duration.ofMillis(500));
    await("both parts").until(() -> quick.claim(TWO_PARTS).mine().size() == 2);
    assertThat(one.keep(one.claim(TWO_PARTS).all().getFirst())).isFalse();
  }

  @Test
  void a_position_that_is_gone_is_noticed_also_when_it_was_begun_again() {
    Place place = one.claim(TWO_PARTS).mine().getFirst();
    mongo.template.getCollection("projection_positions").drop();
    assertThat(one.keep(place)).isFalse();
    Claimed again = one.claim(TWO_PARTS);
    assertThat(again.somethingBegan()).isTrue();
    assertThat(again.mine().getFirst().begun()).isNotEqualTo(place.begun());
    assertThat(one.keep(place)).isFalse();
  }
}
