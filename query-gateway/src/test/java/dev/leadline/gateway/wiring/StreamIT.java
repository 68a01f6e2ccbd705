package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.lead.LeadState;
import dev.leadline.gateway.handling.ChangeStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpCookie;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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
      this(path, reads, lastEventId, "Authorization: Bearer " + RunningGateway.KEY);
    }

    /** With another credential, as the line of the request that has it. */
    Reader(String path, boolean reads, @Nullable String lastEventId, String credential)
        throws IOException {
      socket = new Socket();
      if (!reads) socket.setReceiveBufferSize(1024);
      socket.connect(new InetSocketAddress("127.0.0.1", gateway.port()));
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + path
                      + " HTTP/1.1\r\n"
                      + credential
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
          if (isOfALead(line)) told.incrementAndGet();
        }
      } catch (IOException gone) {
        // Ended, as below.
      }
      ended = true;
    }

    private static boolean isOfALead(String line) {
      return line.startsWith("data: ") && !line.equals("data: {}");
    }

    /** The names of what was told, but not that nothing is to be told. */
    List<String> events() {
      return lines.stream()
          .filter(line -> line.startsWith("event: ") && !line.equals("event: here"))
          .map(line -> line.substring("event: ".length()))
          .toList();
    }

    List<String> data() {
      return lines.stream().filter(Reader::isOfALead).toList();
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
  void a_stream_with_nothing_to_tell_says_that_it_is_there() throws Exception {
    try (var one = new Reader("/v1/stream?leadId=nobody", true)) {
      await("it is there")
          .atMost(Duration.ofSeconds(30))
          .until(() -> one.lines.contains("event: here") && one.lines.contains("data: {}"));
      assertThat(one.data()).isEmpty();
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

  private record Key(String id, String secret) {}

  private static Key key() {
    HttpResponse<String> made =
        gateway.post("/v1/api-keys", "application/json", "{\"name\":\"x\",\"roles\":[\"MEMBER\"]}");
    JsonNode key = Json.MAPPER.readTree(made.body());
    return new Key(key.path("keyId").stringValue(""), key.path("key").stringValue(""));
  }

  private static Reader follows(String credential) throws IOException {
    var reader = new Reader("/v1/stream", true, null, credential);
    await("it is answered").until(() -> !reader.lines.isEmpty());
    return reader;
  }

  private static String bearer(Key key) {
    return "Authorization: Bearer " + key.secret();
  }

  private static String session(Browser browser) {
    HttpCookie cookie = browser.cookie(SecurityWiring.SESSION_COOKIE);
    if (cookie == null) throw new AssertionError("Nobody is signed in");
    return "Cookie: " + cookie.getName() + "=" + cookie.getValue();
  }

  private static Browser signedIn(String member) {
    HttpResponse<String> made =
        gateway.post(
            "/v1/members",
            "application/json",
            "{\"memberId\":\"%s\",\"roles\":[\"MEMBER\"]}".formatted(member));
    String password = Json.MAPPER.readTree(made.body()).path("password").stringValue("");
    var browser = new Browser(gateway);
    browser.submit("/sign-in", "/sign-in", "member", member, "password", password);
    return browser;
  }

  @Test
  void a_stream_ends_with_the_credential_that_it_was_begun_by() throws Exception {
    Key revoked = key();
    Browser leaves = signedIn("leaves");
    Browser removed = signedIn("removed");
    Browser stays = signedIn("stays");
    try (Reader ofKey = follows(bearer(revoked));
        Reader ofWhoLeaves = follows(session(leaves));
        Reader ofRemoved = follows(session(removed));
        Reader ofWhoStays = follows(session(stays));
        Reader ofOtherKey = follows(bearer(key()))) {
      gateway.send(HttpRequest.newBuilder(gateway.uri("/v1/api-keys/" + revoked.id())).DELETE());
      gateway.send(HttpRequest.newBuilder(gateway.uri("/v1/members/removed")).DELETE());
      leaves.submit("/settings/password", "/sign-out");
      await("their streams end with the next heartbeat")
          .atMost(Duration.ofSeconds(14))
          .until(() -> ofKey.ended && ofRemoved.ended && ofWhoLeaves.ended);
      assertThat(ofWhoStays.ended).isFalse();
      assertThat(ofOtherKey.ended).isFalse();
    }
  }

  @Test
  void who_asks_only_for_the_head_is_answered_and_does_not_follow() {
    Key curious = key();
    ChangeStream stream = gateway.bean(ChangeStream.class);
    await("whoever followed before is gone")
        .atMost(Duration.ofSeconds(60))
        .until(() -> stream.followers() == 0);
    HttpResponse<String> head =
        gateway.sendAs(curious.secret(), HttpRequest.newBuilder(gateway.uri("/v1/stream")).HEAD());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Type"))
        .contains("text/event-stream;charset=UTF-8");
    assertThat(stream.followers()).isZero();
  }

  @Test
  void one_caller_follows_so_often_and_no_more_and_others_still_can() throws Exception {
    Key greedy = key();
    var followed = new ArrayList<Reader>();
    try {
      for (int i = 0; i < 20; i++) followed.add(follows(bearer(greedy)));
      assertThat(followed).allMatch(one -> one.lines.getFirst().contains(" 200"));
      followed.add(follows(bearer(greedy)));
      assertThat(followed.getLast().lines.getFirst()).contains(" 429");
      await("it says why")
          .until(
              () ->
                  followed.getLast().lines.stream()
                      .anyMatch(line -> line.contains("/problems/too-many")));
      assertThat(followed.getLast().lines).contains("Retry-After: 5");
      followed.add(follows(bearer(key())));
      assertThat(followed.getLast().lines.getFirst()).contains(" 200");
    } finally {
      for (Reader one : followed) one.close();
    }
    var warmUp = Journey.of("warm-up", START).views("Home").state();
    await("places are free again when readers are gone")
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              // Whoever is gone is noticed when something is told, else with a heartbeat or two.
              gateway.tells(warmUp);
              try (Reader again = follows(bearer(greedy))) {
                return again.lines.getFirst().contains(" 200");
              }
            });
  }
}
