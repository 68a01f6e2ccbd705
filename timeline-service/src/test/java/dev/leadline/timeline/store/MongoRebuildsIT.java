package dev.leadline.timeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.Rebuild.Plan;
import dev.leadline.timeline.domain.Rebuild.Scope;
import dev.leadline.timeline.domain.Rebuild.State;
import dev.leadline.timeline.domain.Rebuild.Wish;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who works on a rebuild, of two instances whose clocks differ. */
class MongoRebuildsIT {

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final int MANY = 105;
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Rebuild REBUILD =
      new Rebuild(
          "01",
          "lead_rows",
          State.RUNNING,
          Scope.WHOLE,
          new Plan(false, false, false, 0),
          "default",
          2,
          0,
          0,
          0,
          0,
          null,
          Instant.parse("2026-01-31T12:00:00Z"),
          null,
          null,
          null);

  private final MongoForTests mongo = new MongoForTests();

  @AfterEach
  void close() {
    mongo.close();
  }

  private MongoRebuilds instance(Duration claim, int hoursAhead) {
    var ahead = Duration.ofHours(hoursAhead);
    return new MongoRebuilds(
        mongo.template, claim, InstantSource.offset(InstantSource.system(), ahead));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1})
  void a_rebuild_that_is_worked_on_is_not_taken_by_another_clock(int hoursAhead) {
    MongoRebuilds one = instance(LONG, 0);
    MongoRebuilds another = instance(LONG, hoursAhead);
    one.begin(REBUILD);
    assertThat(one.claim(REBUILD)).isTrue();
    assertThat(another.claim(REBUILD)).isFalse();
    assertThat(one.keep(REBUILD)).isTrue();
    assertThat(another.claim(REBUILD)).isFalse();
    assertThat(another.keep(REBUILD)).isFalse();
    assertThat(one.claim(REBUILD)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1})
  void what_an_instance_that_was_killed_has_begun_is_taken_by_another_clock(int hoursAhead) {
    MongoRebuilds killed = instance(SHORT, hoursAhead);
    MongoRebuilds another = instance(SHORT, 0);
    killed.begin(REBUILD);
    assertThat(killed.claim(REBUILD)).isTrue();
    await("the rebuild").until(() -> another.claim(REBUILD));
    assertThat(killed.keep(REBUILD)).isFalse();
    assertThat(another.keep(REBUILD)).isTrue();
  }

  @Test
  void a_rebuild_that_has_ended_is_worked_on_by_nobody() {
    MongoRebuilds one = instance(LONG, 0);
    one.begin(REBUILD);
    assertThat(one.claim(REBUILD)).isTrue();
    one.end(REBUILD.ended(State.DONE, REBUILD.startedAt(), null));
    assertThat(one.claim(REBUILD)).isFalse();
    assertThat(one.keep(REBUILD)).isFalse();
  }

  @Test
  void a_rebuild_that_runs_is_found_however_many_have_ended_since() {
    MongoRebuilds one = instance(LONG, 0);
    one.begin(REBUILD);
    repair(one, MANY);
    assertThat(one.find("01")).contains(REBUILD);
    assertThat(one.busy()).containsExactly("lead_rows");
    assertThat(one.all()).hasSize(101).endsWith(REBUILD);
    assertThat(one.ask("01", Wish.PAUSE)).isTrue();
    assertThat(one.begin(REBUILD)).isFalse();
  }

  @Test
  void the_last_repairs_are_kept_and_all_that_nobody_was_told_of_and_the_way_back() {
    MongoRebuilds one = instance(LONG, 0);
    Rebuild whole = REBUILD.ended(State.DONE, REBUILD.startedAt(), null);
    one.begin(REBUILD);
    one.end(whole);
    one.told(whole);
    Rebuild untold = repair(0).ended(State.DONE, REBUILD.startedAt(), null);
    one.begin(repair(0));
    one.end(untold);
    repair(one, MANY);
    assertThat(one.untold()).containsExactly(untold);
    assertThat(one.find("01")).contains(whole);
    assertThat(one.find(repair(1).id())).isEmpty();
    assertThat(one.find(repair(MANY).id())).isPresent();
    assertThat(mongo.template.getCollection("rebuilds").countDocuments()).isEqualTo(102);
  }

  @Test
  void a_rebuild_that_was_killed_while_it_ended_has_ended_however_many_have_ended_since() {
    MongoRebuilds one = instance(LONG, 0);
    Rebuild whole = REBUILD.ended(State.DONE, REBUILD.startedAt(), null);
    one.begin(REBUILD);
    Document running = mongo.template.getCollection("rebuilds").find().limit(1).first();
    one.end(whole);
    mongo.template.getCollection("rebuilds").insertOne(running);
    one.told(whole);
    for (int i = 1; i <= MANY; i++) {
      Rebuild other = other(i, Scope.WHOLE);
      one.begin(other);
      one.end(other.ended(State.DONE, REBUILD.startedAt(), null));
      one.told(other);
    }
    assertThat(one.all()).contains(whole).doesNotContain(REBUILD);
    assertThat(one.find("01")).contains(whole);
    assertThat(one.busy()).isEmpty();
    assertThat(one.begin(REBUILD)).isTrue();
  }

  private static void repair(MongoRebuilds one, int times) {
    for (int i = 1; i <= times; i++) {
      Rebuild repair = repair(i);
      assertThat(one.begin(repair)).isTrue();
      Rebuild ended = repair.ended(State.DONE, repair.startedAt(), null);
      one.end(ended);
      one.told(ended);
    }
  }

  private static Rebuild repair(int number) {
    return other(number, new Scope(null, "lead-" + number, null, null));
  }

  private static Rebuild other(int number, Scope scope) {
    return new Rebuild(
        "02-" + number,
        "timeline_entries",
        State.RUNNING,
        scope,
        REBUILD.plan(),
        "default",
        2,
        0,
        0,
        0,
        0,
        null,
        REBUILD.startedAt().plusSeconds(number + 1L),
        null,
        null,
        null);
  }
}
