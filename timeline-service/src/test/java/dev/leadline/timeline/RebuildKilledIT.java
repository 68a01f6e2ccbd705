package dev.leadline.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.embedded.LoopbackPort;
import dev.leadline.events.Json;
import dev.leadline.events.view.ReadModels;
import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.Rebuild.State;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is a process of its own that is killed as {@code kill -9} does, while it rebuilds.
 */
class RebuildKilledIT {

  private static final int KILLS = 10;
  private static final String END = "END";
  private static final int LEADS = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** A rebuild takes about two seconds, so that each moment of it can be met. */
  private static final String SLOWLY = "{\"eventsPerSecond\":350}";

  private static final List<String> READ_MODELS =
      List.of(ReadModels.LEAD_ROWS, ReadModels.TIMELINE_ENTRIES);

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void killed_at_ten_random_moments_a_rebuild_goes_on_and_ends_equal() throws Exception {
    long seed = System.nanoTime();
    System.out.println("RebuildKilledIT: seed " + seed);
    var random = new Random(seed);
    try (var service = RunningService.started()) {
      for (int i = 0; i < LEADS; i++) service.lead(25);
      service.awaitEverythingProjected();
      var rows = service.documents(ReadModels.LEAD_ROWS);
      var entries = service.documents(ReadModels.TIMELINE_ENTRIES);
      service.stop();

      var met = new ArrayList<String>();
      while (inside(met) < KILLS && met.size() < 3 * KILLS) met.add(killed(service, random));
      System.out.println("RebuildKilledIT: killed at " + met);
      assertThat(inside(met)).as("seed %d, %s", seed, met).isEqualTo(KILLS);

      service.start();
      await("the end of every rebuild")
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(rebuilds(service)).isNotEmpty().allMatch(one -> one.state().isEnd()));
      assertThat(rebuilds(service)).as("seed %d, %s", seed, met).allMatch(RebuildKilledIT::isEqual);
      service.awaitEverythingProjected();
      assertThat(service.documents(service.liveCollection(ReadModels.LEAD_ROWS)))
          .as("seed %d", seed)
          .isEqualTo(rows);
      assertThat(service.documents(service.liveCollection(ReadModels.TIMELINE_ENTRIES)))
          .as("seed %d", seed)
          .isEqualTo(entries);
      assertNothingIsLeftBehind(service);
    }
  }

  /** One that had ended before the process was killed says nothing. */
  private static long inside(List<String> met) {
    return met.stream().filter(moment -> !moment.equals(END)).count();
  }

  private static boolean isEqual(Rebuild one) {
    var comparison = one.comparison();
    return one.state() == State.DONE
        && comparison != null
        && comparison.differing() == 0
        && comparison.newCount() == comparison.liveCount();
  }

  /** The live generation and the one before it, and no other. */
  private static void assertNothingIsLeftBehind(RunningService service) {
    var held = new ArrayList<>(service.collections());
    for (String readModel : READ_MODELS) {
      Document pointer = service.documents(ReadModels.POINTERS).get(readModel);
      assertThat(pointer.get("movedBy")).isNull();
      var kept = new HashSet<String>();
      kept.add(ReadModels.collection(readModel, pointer.getInteger("generation")));
      Integer previous = pointer.getInteger("previous");
      if (previous != null) kept.add(ReadModels.collection(readModel, previous));
      assertThat(held)
          .filteredOn(name -> name.startsWith(readModel))
          .filteredOn(name -> !service.documents(name).isEmpty())
          .isSubsetOf(kept);
    }
  }

  /** Begins rebuilds that do not run yet, and kills the process somewhere on the way. */
  private String killed(RunningService service, Random random) throws Exception {
    int port = LoopbackPort.free();
    Process child = child(service, port);
    try {
      await("an answer of the process")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> answers(port));
      for (String readModel : READ_MODELS)
        if (running(service, readModel) == null)
          assertThat(post(port, "/v1/ops/projections/" + readModel + "/rebuild")).isEqualTo(202);
      String watched = READ_MODELS.get(random.nextInt(READ_MODELS.size()));
      double share = random.nextDouble() * 1.3;
      Rebuild begun = running(service, watched);
      long from = begun == null ? 0 : begun.position();
      watch(child, () -> isThere(service, watched, from, share));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(60)));
      Rebuild at = running(service, watched);
      return at == null ? END : at.state() + " " + at.position() + "/" + at.target();
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  /** Without any pause: what is waited for may last a few milliseconds. */
  private static void watch(Process child, BooleanSupplier moment) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!moment.getAsBoolean()) {
      assertThat(child.isAlive()).as("the process lives until it is killed").isTrue();
      assertThat(System.nanoTime()).as("the moment comes").isLessThan(until);
      Thread.onSpinWait();
    }
  }

  /**
   * Up to 1 a share of the history that is left, and beyond it what follows: to compare, to switch,
   * the end.
   */
  private static boolean isThere(
      RunningService service, String readModel, long from, double share) {
    Rebuild now = running(service, readModel);
    if (now == null) return true;
    if (share < 1)
      return now.position() == now.target()
          || (now.position() > from && now.position() >= from + share * (now.target() - from));
    if (share < 1.1) return now.state() == State.COMPARING || now.state() == State.SWITCHING;
    if (share < 1.2) return now.state() == State.SWITCHING;
    return false;
  }

  private static Rebuild running(RunningService service, String readModel) {
    Document document = service.documents("rebuilds").get("running|" + readModel);
    return document == null
        ? null
        : Json.MAPPER.readValue(document.getString("rebuild"), Rebuild.class);
  }

  private static List<Rebuild> rebuilds(RunningService service) {
    return Json.MAPPER
        .readTree(service.get("/v1/ops/rebuilds"))
        .path("items")
        .valueStream()
        .map(one -> Json.MAPPER.treeToValue(one, Rebuild.class))
        .toList();
  }

  private boolean answers(int port) throws InterruptedException {
    try {
      return http.send(
                  HttpRequest.newBuilder(address(port, "/actuator/health/liveness")).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private int post(int port, String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(address(port, path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(SLOWLY))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private static URI address(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private Process child(RunningService service, int port) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                TimelineServiceApplication.class.getName()));
    command.addAll(List.of(service.arguments("127.0.0.1", Integer.toString(port))));
    command.add("--LEADLINE_TIMELINE_CLAIM=1s");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("child.log").toFile()))
        .start();
  }
}
