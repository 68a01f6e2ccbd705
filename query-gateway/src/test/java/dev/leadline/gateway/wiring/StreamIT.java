package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Topics;
import dev.leadline.events.lead.LeadState;
import dev.leadline.gateway.handling.ChangeStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StreamIT {

  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  private static RunningGateway gateway;

  @BeforeAll
  static void start() {
    gateway =
        new RunningGateway(
            Map.of("LEADLINE_STREAM_MOST_PENDING", "500", "LEADLINE_SLOW_READER_TIMEOUT", "1s"));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  /** A reader on a socket of its own, so that a test can see when its connection ends. */
  private static final class Reader implements AutoCloseable {
    /** The first ones; a test that sends many only counts. */
    final List<String> lines = new CopyOnWriteArrayList<>();

    final AtomicLong told = new AtomicLong();
    private final Socket socket;
    private volatile boolean ended;

    Reader(String path, boolean reads) throws IOException {
      this(path, reads, null);
    }

    Reader(String path, boolean reads, @Nullable String lastEventId) throws IOException {
      socket = new Socket();
      if (!reads) socket.setReceiveBufferSize(1024);
      socket.connect(new InetSocketAddress("127.0.0.1", gateway.port()));
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + path
                      + " HTTP/1.1\r\nAuthorization: Bearer "
                      + RunningGateway.KEY
                      + "\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                      + (lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n")
                      + "\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      if (reads) Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try {
        var in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (lines.size() < 1000) lines.add(line);
          if (line.startsWith("data: ")) told.incrementAndGet();
        }
      } catch (IOException gone) {
        // Ended, as below.
      }
      ended = true;
    }

    /** The names of what was told. */
    List<String> events() {
      return lines.stream()
          .filter(line -> line.startsWith("event: "))
          .map(line -> line.substring("event: ".length()))
          .toList();
    }

    List<String> data() {
      return lines.stream().filter(line -> line.startsWith("data: ")).toList();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static void awaitConsumer(Reader reader) {
    var warmUp = Journey.of("warm-up", START).views("Home").state();
    await("the gateway hears of changes")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              gateway.tells(warmUp);
              return !reader.data().isEmpty();
            });
  }

  @Test
  void a_change_is_told_to_those_who_follow_that_lead_or_all() throws Exception {
    try (var all = new Reader("/v1/stream", true);
        var one = new Reader("/v1/stream?leadId=lead-1", true)) {
      awaitConsumer(all);
      for (String topic : List.of(Topics.ROW_CHANGES, Topics.TIMELINE_CHANGES))
        gateway.tellsRaw(topic, "broken", "{".getBytes(StandardCharsets.UTF_8));
      gateway.tells(Journey.inTenant("other", "lead-0", START).views("Home").state());
      gateway.tells(Journey.of("lead-2", START).views("Home").state());
      LeadState lead = Journey.of("lead-1", START).views("Home").state();
      gateway.tells(lead);
      await("both were told")
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  !one.data().isEmpty()
                      && all.data().stream().anyMatch(it -> it.contains("lead-1")));
      assertThat(one.events()).containsExactly("row");
      gateway.tellsTimeline(Journey.inTenant("other", "lead-0", START).views("Home").state());
      gateway.tellsTimeline(lead);
      await("both were told of the timeline")
          .atMost(Duration.ofSeconds(10))
          .until(() -> one.events().size() > 1 && all.events().contains("timeline"));
      assertThat(one.events()).containsExactly("row", "timeline");
      assertThat(one.data()).hasSize(2).containsOnly("data: {\"leadId\":\"lead-1\",\"version\":2}");
      assertThat(all.data()).contains("data: {\"leadId\":\"lead-2\",\"version\":2}");
      assertThat(all.data()).noneMatch(line -> line.contains("lead-0"));
      assertThat(all.lines)
          .contains("event: row")
          .anyMatch(line -> line.matches("id: 0:-?\\d+,1:-?\\d+,t0:\\d+"));
    }
  }

  @Test
  void a_timeline_that_is_written_before_its_row_is_told_at_once_and_alone() throws Exception {
    LeadState lead = Journey.of("lead-7", START).views("Home").state();
    try (var one = new Reader("/v1/stream?leadId=lead-7", true);
        var all = new Reader("/v1/stream", true)) {
      awaitConsumer(all);
      gateway.tellsTimeline(lead);
      await("the timeline").until(() -> !one.events().isEmpty());
      assertThat(one.events()).containsExactly("timeline");
      gateway.tells(lead);
      await("the row").until(() -> one.events().size() > 1);
      assertThat(one.events()).containsExactly("timeline", "row");
    }
  }

  @Test
  void who_was_away_for_a_moment_misses_nothing_and_who_was_away_too_long_starts_over()
      throws Exception {
    String seen;
    try (var first = new Reader("/v1/stream", true)) {
      awaitConsumer(first);
      gateway.tells(Journey.of("lead-3", START).views("Home").state());
      await("it was told").until(() -> first.data().stream().anyMatch(it -> it.contains("lead-3")));
      await("with a position").until(() -> first.lines.getLast().isEmpty());
      seen =
          first.lines.stream().filter(it -> it.startsWith("id: ")).toList().getLast().substring(4);
    }
    try (var watching = new Reader("/v1/stream", true)) {
      gateway.tells(Journey.of("lead-4", START).views("Home").state());
      LeadState lead = Journey.of("lead-4", START).views("Home").views("Pricing").state();
      gateway.tells(lead);
      gateway.tellsTimeline(lead);
      await("somebody was told of both")
          .until(() -> watching.data().stream().filter(it -> it.contains(":3}")).count() == 2);
    }
    try (var back = new Reader("/v1/stream?after=pigeon", true, seen);
        var made = new Reader("/v1/stream?after=" + seen, true);
        var late = new Reader("/v1/stream", true, "0:-9");
        var odd = new Reader("/v1/stream", true, "pigeon")) {
      for (Reader one : List.of(back, made)) {
        await("what was missed").until(() -> one.data().size() >= 2);
        assertThat(one.events()).contains("row", "timeline").doesNotContain("reset");
        assertThat(one.data())
            .contains("data: {\"leadId\":\"lead-4\",\"version\":3}")
            .noneMatch(it -> it.contains("lead-3"));
      }
      for (Reader one : List.of(late, odd))
        await("it starts over").untilAsserted(() -> assertThat(one.lines).contains("event: reset"));
    }
  }

  @Test
  void a_reader_who_takes_nothing_is_cut_off_and_holds_up_nobody() throws Exception {
    ChangeStream stream = gateway.bean(ChangeStream.class);
    try (var _ = new Reader("/v1/stream", false);
        var fast = new Reader("/v1/stream", true)) {
      await("both follow").until(() -> stream.followers() >= 2);
      awaitConsumer(fast);
      long before = stream.cutOff();
      String padding = "x".repeat(2000);
      long earlier = fast.told.get();
      int told = 0;
      while (stream.cutOff() == before && told < 100_000) {
        for (int i = 0; i < 400; i++)
          gateway.tellsLater(Journey.of("lead-" + padding + told++, START).views("Home").state());
        gateway.flush();
        long all = earlier + told;
        await("the fast reader has it all")
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(10))
            .until(() -> fast.told.get() >= all);
      }
      assertThat(stream.cutOff()).isGreaterThan(before);
      assertThat(fast.ended).isFalse();
      await("only the fast one is left")
          .atMost(Duration.ofSeconds(60))
          .until(() -> stream.followers() == 1);
    }
  }
}
