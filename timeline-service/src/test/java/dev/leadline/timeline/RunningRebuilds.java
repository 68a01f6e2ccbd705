package dev.leadline.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.Rebuild.State;
import java.time.Duration;

/** Rebuilds of a service, as whoever operates it begins and follows them. */
record RunningRebuilds(RunningService service) {

  static String rebuildOf(String readModel) {
    return "/v1/ops/projections/" + readModel + "/rebuild";
  }

  Rebuild begin(String readModel, String body) {
    return begun(service.post(rebuildOf(readModel), body));
  }

  /** Begins to go back to what was live before a rebuild. */
  Rebuild goBack(Rebuild done) {
    return begun(service.post("/v1/ops/rebuilds/" + done.id() + "/rollback", "{}"));
  }

  private static Rebuild begun(String answer) {
    assertThat(answer).contains("\"id\"");
    return Json.MAPPER.readValue(answer, Rebuild.class);
  }

  Rebuild find(Rebuild rebuild) {
    return Json.MAPPER.readValue(service.get("/v1/ops/rebuilds/" + rebuild.id()), Rebuild.class);
  }

  void awaitState(Rebuild rebuild, State state) {
    await("the state " + state)
        .atMost(Duration.ofSeconds(60))
        .until(() -> find(rebuild).state() == state);
  }

  Rebuild awaitEnd(Rebuild rebuild, State state) {
    await("the end of the rebuild")
        .atMost(Duration.ofSeconds(120))
        .until(() -> find(rebuild).state().isEnd());
    Rebuild ended = find(rebuild);
    assertThat(ended.state()).as("because of %s", ended.failure()).isEqualTo(state);
    return ended;
  }
}
