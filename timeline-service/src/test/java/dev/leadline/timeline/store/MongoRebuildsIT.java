package dev.leadline.timeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.Rebuild.Plan;
import dev.leadline.timeline.domain.Rebuild.Scope;
import dev.leadline.timeline.domain.Rebuild.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who works on a rebuild, of two instances whose clocks differ. */
class MongoRebuildsIT {

  private static final Duration LONG = Duration.ofMinutes(10);
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
}
