package dev.leadline.gateway.http;

import dev.leadline.events.Json;
import dev.leadline.events.view.RowChanged;
import dev.leadline.gateway.handling.RowFollower;
import dev.leadline.gateway.handling.RowStream;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The live stream as server-sent events. Each follower has a thread of its own, which waits for the
 * network so that nobody else has to.
 */
@RestController
final class StreamApi {

  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final Duration GATHER = Duration.ofMillis(50);

  private final RowStream stream;
  private final TenantSettings settings;

  StreamApi(RowStream stream, TenantSettings settings) {
    this.stream = stream;
    this.settings = settings;
  }

  /** Row changes from now on: of all leads, or of one. */
  @Operation(
      summary = "Follow row changes (server-sent events named 'row', data {leadId, version})")
  @GetMapping(path = "/v1/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void follow(@RequestParam(required = false) @Nullable String leadId, HttpServletResponse response)
      throws IOException {
    RowFollower follower = stream.follow(settings.tenant(), leadId);
    if (follower == null)
      throw Problem.UNAVAILABLE.because("There are too many followers. Try again later.");
    try (follower) {
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
      OutputStream out = response.getOutputStream();
      write(out, "retry: 2000\n\n: following\n\n");
      boolean ended = false;
      while (!ended)
        switch (follower.next(HEARTBEAT)) {
          case RowFollower.Changes changes -> {
            write(out, events(changes));
            follower.gather(GATHER);
          }
          case RowFollower.Quiet() -> write(out, ": still here\n\n");
          case RowFollower.Ended(boolean tooSlow) -> ended = true;
        }
    } catch (IOException gone) {
      // The reader went away, or took nothing for too long: its connection is given up.
      if (!response.isCommitted()) throw gone;
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** The last one bears the position: only with it has everything up to there been told. */
  private static String events(RowFollower.Changes changes) {
    var text = new StringBuilder();
    for (Iterator<RowChanged> left = changes.changes().iterator(); left.hasNext(); ) {
      RowChanged change = left.next();
      if (!left.hasNext() && !changes.position().isEmpty())
        text.append("id: ").append(changes.position()).append('\n');
      text.append("event: row\ndata: ").append(data(change)).append("\n\n");
    }
    return text.toString();
  }

  private static String data(RowChanged change) {
    return Json.MAPPER.writeValueAsString(new Told(change.leadId(), change.version()));
  }

  /** What is told of a change. */
  record Told(String leadId, long version) {}
}
