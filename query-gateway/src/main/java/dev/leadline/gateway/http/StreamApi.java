package dev.leadline.gateway.http;

import dev.leadline.events.Json;
import dev.leadline.events.view.LeadChange;
import dev.leadline.events.view.RowChanged;
import dev.leadline.events.view.TimelineChanged;
import dev.leadline.gateway.domain.Unavailable;
import dev.leadline.gateway.handling.ChangeFollower;
import dev.leadline.gateway.handling.ChangeStream;
import dev.leadline.gateway.handling.LimitFollowers;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The live stream as server-sent events. Each follower has a thread of its own, which waits for the
 * network so that nobody else has to. With each heartbeat it is asked whether the credential still
 * holds: a stream ends with what it was begun by.
 */
@RestController
final class StreamApi {

  private static final Logger LOG = LoggerFactory.getLogger(StreamApi.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final Duration GATHER = Duration.ofMillis(50);

  private final ChangeStream stream;
  private final LimitFollowers places;
  private final TenantSettings settings;

  StreamApi(ChangeStream stream, LimitFollowers places, TenantSettings settings) {
    this.stream = stream;
    this.places = places;
    this.settings = settings;
  }

  /**
   * Changes of rows and timelines, of all leads or of one: from now on, or from where somebody was.
   * Each is told when it can be read, so one of a row and one of its timeline come for themselves.
   * Who was away for too long is told {@code reset}, and looks anew. When nothing happens, {@code
   * here} is told every ten seconds: who hears nothing for much longer is not connected any more.
   *
   * @param after where to begin: what a page was made at. A connection that goes on says itself
   *     where it was
   */
  @Operation(
      summary =
          "Follow changes: server-sent events named 'row' and 'timeline', each when it can be read,"
              + " data {leadId, version}; 'reset' when Last-Event-ID, or after, is too old; 'here'"
              + " every ten seconds when there is nothing to tell")
  @GetMapping(path = "/v1/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void follow(
      @RequestParam(required = false) @Nullable String leadId,
      @RequestParam(required = false) @Nullable String after,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (request.getMethod().equals("HEAD")) {
      // Nothing is written to whoever wants no body, and so nobody would see that they went away.
      begin(response);
      return;
    }
    try (LimitFollowers.Place place = places.take(Callers.required())) {
      if (place == null)
        throw Problem.TOO_MANY.because(
            "At most %,d streams at the same time. End one first.".formatted(places.mostOfOne()));
      ChangeFollower follower =
          stream.follow(settings.tenant(), leadId, lastEventId == null ? after : lastEventId);
      if (follower == null)
        throw Problem.UNAVAILABLE.because("There are too many followers. Try again later.");
      tell(follower, response);
    }
  }

  private static void tell(ChangeFollower follower, HttpServletResponse response)
      throws IOException {
    BooleanSupplier stillHolds = Callers.stillHolds();
    try (follower) {
      begin(response);
      OutputStream out = response.getOutputStream();
      write(out, "retry: 2000\n\n: following\n\n");
      long heartbeat = System.nanoTime() + HEARTBEAT.toNanos();
      boolean ended = false;
      while (!ended) {
        switch (follower.next(Duration.ofNanos(heartbeat - System.nanoTime()))) {
          case ChangeFollower.Changes changes -> {
            write(out, events(changes));
            follower.gather(GATHER);
          }
          case ChangeFollower.StartOver() -> write(out, "event: reset\ndata: {}\n\n");
          case ChangeFollower.Quiet() -> write(out, "event: here\ndata: {}\n\n");
          case ChangeFollower.Ended(boolean tooSlow) -> ended = true;
        }
        if (System.nanoTime() - heartbeat < 0) continue;
        heartbeat = System.nanoTime() + HEARTBEAT.toNanos();
        ended |= !holds(stillHolds);
      }
    } catch (IOException gone) {
      // The reader went away, or took nothing for too long: its connection is given up.
      if (!response.isCommitted()) throw gone;
    }
  }

  private static void begin(HttpServletResponse response) {
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
  }

  /** What nobody can tell now is asked with the next heartbeat. */
  private static boolean holds(BooleanSupplier stillHolds) {
    try {
      return stillHolds.getAsBoolean();
    } catch (Unavailable down) {
      LOG.warn("A stream goes on unasked: {}", down.getMessage());
      return true;
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** The last one bears the position: only with it has everything up to there been told. */
  private static String events(ChangeFollower.Changes changes) {
    var text = new StringBuilder();
    for (Iterator<LeadChange> left = changes.changes().iterator(); left.hasNext(); ) {
      LeadChange change = left.next();
      if (!left.hasNext() && !changes.position().isEmpty())
        text.append("id: ").append(changes.position()).append('\n');
      text.append("event: ").append(name(change));
      text.append("\ndata: ").append(data(change)).append("\n\n");
    }
    return text.toString();
  }

  private static String name(LeadChange change) {
    return switch (change) {
      case RowChanged _ -> "row";
      case TimelineChanged _ -> "timeline";
    };
  }

  private static String data(LeadChange change) {
    return Json.MAPPER.writeValueAsString(new Told(change.leadId(), change.version()));
  }

  /** What is told of a change. */
  record Told(String leadId, long version) {}
}
