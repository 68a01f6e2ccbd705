package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.gateway.domain.IndexedUpTo;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadYourWritesIT {

  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  private final RunningGateway gateway = RunningGateway.shared();

  @AfterEach
  void clear() {
    gateway.clear();
    gateway.subset.assertClean();
  }

  private long version(String path) {
    return Json.MAPPER.readTree(gateway.get(path).body()).path("version").longValue();
  }

  @Test
  void a_read_waits_for_the_version_that_a_command_has_answered() throws Exception {
    Journey journey = Journey.of("lead-1", START).views("Home");
    gateway.holds(journey);
    long wanted = journey.state().version() + 1;
    var read =
        CompletableFuture.supplyAsync(() -> version("/v1/leads/lead-1?minVersion=" + wanted));
    gateway.holds(journey.writes("Hello"));
    assertThat(read.get(5, TimeUnit.SECONDS)).isEqualTo(wanted);
    assertThat(version("/v1/leads/lead-1?minVersion=" + wanted)).isEqualTo(wanted);
  }

  @Test
  void a_lead_whose_row_only_a_newer_gateway_can_read_stays_in_the_list() {
    Journey journey = Journey.of("lead-1", START).writes("Hello");
    gateway.holds(journey);
    IndexedUpTo indexed = gateway.bean(IndexedUpTo.class);
    long before = indexed.positions().sum();
    gateway.holdsOfTheFuture(journey.writes("Hello again").state());
    await("the change is taken in")
        .untilAsserted(() -> assertThat(indexed.positions().sum()).isGreaterThan(before));
    assertThat(gateway.get("/v1/leads").body()).contains("lead-1");
  }

  @Test
  void a_version_that_does_not_come_is_not_waited_for_for_long() {
    gateway.holds(Journey.of("lead-1", START).views("Home"));
    long start = System.nanoTime();
    assertThat(version("/v1/leads/lead-1?minVersion=99")).isEqualTo(2);
    assertThat(gateway.get("/v1/leads/nobody?minVersion=1").statusCode()).isEqualTo(404);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(30));
    assertThat(gateway.get("/v1/leads/lead-1?minVersion=soon").statusCode()).isEqualTo(400);
  }
}
