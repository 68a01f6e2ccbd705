package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;

/**
 * A rebuild on the shared platform, ordered by a program at a pace at which one can look at it and
 * stop it: with what it has to read, it lasts for at least ten seconds.
 */
record SlowRebuild(String id) {

  private static final int EVENTS = 40;
  private static final int A_SECOND = 4;

  static SlowRebuild begin(String readModel) {
    Story story = Story.of("history");
    for (int i = 0; i < EVENTS; i++) story.views("/page-" + i);
    story.timeline(entries -> assertThat(entries).hasSize(EVENTS));
    var answer =
        SharedPlatform.outsider()
            .post(
                "/v1/ops/projections/" + readModel + "/rebuild",
                "application/json",
                "{\"eventsPerSecond\": " + A_SECOND + "}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return new SlowRebuild(Json.MAPPER.readTree(answer.body()).path("id").asString());
  }

  /** As fast as it goes from now on. */
  void hurry() {
    var answer =
        SharedPlatform.outsider()
            .post(
                "/v1/ops/rebuilds/" + id + "/throttle",
                "application/json",
                "{\"eventsPerSecond\": 0}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }
}
