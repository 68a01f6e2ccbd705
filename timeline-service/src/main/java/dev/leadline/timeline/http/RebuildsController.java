package dev.leadline.timeline.http;

import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.Rebuild.Plan;
import dev.leadline.timeline.domain.Rebuild.Scope;
import dev.leadline.timeline.domain.Rebuild.Wish;
import dev.leadline.timeline.handling.OperateRebuilds;
import dev.leadline.timeline.handling.OperateRebuilds.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Rebuilds of read models: for the gateway, which knows who may. */
@RestController
class RebuildsController {

  private static final String ROOT = "/v1/ops";

  /** Whose member asks, as the gateway knows it. */
  private static final String TENANT = "Leadline-Tenant";

  private final OperateRebuilds rebuilds;

  RebuildsController(OperateRebuilds rebuilds) {
    this.rebuilds = rebuilds;
  }

  /** A list, as all of them are. */
  record Items<T>(List<T> items) {}

  /** What is asked for; without anything, all of it and as fast as it goes. */
  record Wanted(
      @Nullable String tenant,
      @Nullable String leadId,
      @Nullable Long fromPosition,
      @Nullable Instant fromTime,
      @Nullable Boolean dryRun,
      @Nullable Boolean compareOnly,
      @Nullable Long eventsPerSecond) {

    /** PostgreSQL knows no time that is much before or after them. */
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    static final Wanted EVERYTHING = new Wanted(null, null, null, null, null, null, null);

    Scope scope() {
      return new Scope(tenant, leadId, fromPosition, fromTime);
    }

    Plan plan() {
      return new Plan(
          Boolean.TRUE.equals(dryRun),
          Boolean.TRUE.equals(compareOnly),
          false,
          eventsPerSecond == null ? 0 : eventsPerSecond);
    }

    @Nullable String mistake() {
      if (leadId != null && !isLeadId(leadId)) return "leadId is not the id of a lead.";
      if (fromPosition != null && fromPosition < 0) return "fromPosition is below 0.";
      if (fromPosition != null && fromTime != null) return "fromPosition or fromTime, not both.";
      if (leadId != null && (tenant != null || fromPosition != null || fromTime != null))
        return "leadId stands alone.";
      if (fromTime != null && (fromTime.isBefore(EARLIEST) || fromTime.isAfter(LATEST)))
        return "fromTime is not in the years 0 to 9999.";
      if (eventsPerSecond != null && eventsPerSecond < 0) return "eventsPerSecond is below 0.";
      return null;
    }

    private static boolean isLeadId(String text) {
      try {
        return UUID.fromString(text).toString().equals(text);
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  }

  @GetMapping(ROOT + "/projections")
  Items<OperateRebuilds.View> projections() {
    return new Items<>(rebuilds.projections());
  }

  @PostMapping(ROOT + "/projections/{name}/rebuild")
  ResponseEntity<?> begin(
      @RequestHeader(name = TENANT, defaultValue = ChannelEvent.DEFAULT_TENANT) String tenant,
      @PathVariable("name") String name,
      @RequestBody(required = false) @Nullable Wanted given) {
    Wanted wanted = given == null ? Wanted.EVERYTHING : given;
    String mistake = wanted.mistake();
    if (mistake != null) return problem(ProblemType.INVALID_REBUILD, mistake);
    return answer(rebuilds.begin(name, wanted.scope(), wanted.plan(), tenant));
  }

  @GetMapping(ROOT + "/rebuilds")
  Items<Rebuild> rebuilds() {
    return new Items<>(rebuilds.rebuilds());
  }

  @GetMapping(ROOT + "/rebuilds/{id}")
  ResponseEntity<?> rebuild(@PathVariable("id") String id) {
    return rebuilds
        .find(id)
        .<ResponseEntity<?>>map(ResponseEntity::ok)
        .orElseGet(() -> answer(new OperateRebuilds.Unknown("rebuild " + id)));
  }

  @PostMapping(ROOT + "/rebuilds/{id}/{wish:pause|resume|cancel}")
  ResponseEntity<?> ask(@PathVariable("id") String id, @PathVariable("wish") String wish) {
    return answer(rebuilds.ask(id, Wish.valueOf(wish.toUpperCase(Locale.ROOT))));
  }

  /** How fast it may go; 0 for as fast as it goes. */
  record Limit(@Nullable Long eventsPerSecond) {}

  @PostMapping(ROOT + "/rebuilds/{id}/throttle")
  ResponseEntity<?> throttle(@PathVariable("id") String id, @RequestBody Limit limit) {
    Long most = limit.eventsPerSecond();
    if (most == null || most < 0)
      return problem(ProblemType.INVALID_REBUILD, "eventsPerSecond is 0 or more.");
    return answer(rebuilds.throttle(id, most));
  }

  @PostMapping(ROOT + "/rebuilds/{id}/rollback")
  ResponseEntity<?> rollback(
      @RequestHeader(name = TENANT, defaultValue = ChannelEvent.DEFAULT_TENANT) String tenant,
      @PathVariable("id") String id) {
    return answer(rebuilds.rollback(id, tenant));
  }

  private static ResponseEntity<?> answer(Answer answer) {
    return switch (answer) {
      case OperateRebuilds.Accepted(Rebuild rebuild) -> ResponseEntity.accepted().body(rebuild);
      case OperateRebuilds.Unknown(String what) ->
          problem(ProblemType.NOT_FOUND, "There is no " + what + ".");
      case OperateRebuilds.AlreadyRunning(String projection) ->
          problem(ProblemType.ALREADY_RUNNING, "A rebuild of " + projection + " is running.");
      case OperateRebuilds.NotPossible(String why) -> problem(ProblemType.NOT_POSSIBLE, why + ".");
    };
  }

  /** As all services say what is wrong. */
  static ResponseEntity<?> problem(ProblemType type, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(type.status(), detail);
    problem.setType(type.type());
    return ResponseEntity.status(type.status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
