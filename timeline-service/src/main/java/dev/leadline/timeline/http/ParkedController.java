package dev.leadline.timeline.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadline.events.Json;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.timeline.domain.Parked;
import dev.leadline.timeline.handling.FindParkedEvent;
import dev.leadline.timeline.handling.KeepParked;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Leads that projections have parked: for the gateway, which shows them with other dead letters.
 */
@RestController
class ParkedController {

  private static final String ROOT = "/v1/ops/dead-letters";

  /** Whose member asks, as the gateway knows it. */
  private static final String TENANT = "Leadline-Tenant";

  /** What they may see. */
  private static final String ROLES = "Leadline-Roles";

  private final KeepParked parked;
  private final FindParkedEvent events;

  ParkedController(KeepParked parked, FindParkedEvent events) {
    this.parked = parked;
    this.events = events;
  }

  /**
   * As dead letters are shown; the event lies in the event store, and not here.
   *
   * @param payload the event at which the lead was parked, where one letter is asked for and it can
   *     be read
   * @param masked whether what it says of a person is hidden from the caller
   */
  record Letter(
      String id,
      String source,
      String reason,
      String detail,
      Instant at,
      String eventId,
      String type,
      String tenant,
      String leadId,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode payload,
      boolean masked) {

    static Letter of(Parked one, @Nullable LeadEvent event, boolean masked) {
      return new Letter(
          one.id(),
          one.projection(),
          one.reason(),
          one.detail(),
          one.at(),
          one.eventId(),
          one.type(),
          one.tenant(),
          one.leadId(),
          event == null ? null : Json.MAPPER.valueToTree(masked ? event.withoutPersonal() : event),
          masked);
    }
  }

  /** A page of them. */
  record Page(List<Letter> items, @Nullable String nextCursor, int total) {}

  /** Why it is not needed. */
  record Discard(@Nullable String reason) {}

  /** Which of them. */
  record Some(@Nullable String source, @Nullable String reason) {}

  /** How many were asked for, and how many were left out. */
  record Retried(long retried, long left) {}

  @GetMapping(ROOT + "/{id}")
  ResponseEntity<?> one(
      @RequestHeader(name = TENANT, defaultValue = ChannelEvent.DEFAULT_TENANT) String tenant,
      @RequestHeader(name = ROLES, defaultValue = "") String roles,
      @PathVariable("id") String id) {
    return of(tenant, id)
        .<ResponseEntity<?>>map(
            one -> ResponseEntity.ok(Letter.of(one, events.find(one), isMasked(roles))))
        .orElseGet(() -> unknown(id));
  }

  /** The gateway says which roles the caller has; who has none sees nothing personal. */
  private static boolean isMasked(String roles) {
    return !Set.of(roles.toUpperCase(Locale.ROOT).split("\\s*,\\s*")).contains("MANAGER");
  }

  /** What is another tenant's is nothing to this one. */
  private Optional<Parked> of(String tenant, String id) {
    return parked.find(id).filter(one -> one.tenant().equals(tenant));
  }

  @GetMapping(ROOT)
  Page list(
      @RequestHeader(name = TENANT, defaultValue = ChannelEvent.DEFAULT_TENANT) String tenant,
      @RequestParam(name = "source", defaultValue = "") String source,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      @RequestParam(name = "cursor", defaultValue = "") String cursor,
      @RequestParam(name = "limit", defaultValue = "50") int limit) {
    List<Letter> all = waiting(tenant, source, reason);
    List<Letter> rest = all.stream().filter(one -> one.id().compareTo(cursor) > 0).toList();
    List<Letter> page = rest.subList(0, Math.min(Math.max(1, limit), rest.size()));
    return new Page(page, page.size() < rest.size() ? page.getLast().id() : null, all.size());
  }

  private List<Letter> waiting(String tenant, String source, String reason) {
    return parked.of(source).stream()
        .filter(one -> one.tenant().equals(tenant))
        .filter(one -> one.discarded().isEmpty())
        .filter(one -> reason.isEmpty() || one.reason().equals(reason))
        .map(one -> Letter.of(one, null, true))
        .toList();
  }

  @PostMapping(ROOT + "/{id}/retry")
  ResponseEntity<?> retry(
      @RequestHeader(name = TENANT, defaultValue = ChannelEvent.DEFAULT_TENANT) String tenant,
      @PathVariable("id") String id) {
    return of(tenant, id).isPresent() && parked.retry(id)
        ? ResponseEntity.accepted().build()
        : unknown(id);
  }

  @PostMapping(ROOT + "/retry")
  ResponseEntity<?> retry(
      @RequestHeader(name = TENANT, defaultValue = ChannelEvent.DEFAULT_TENANT) String tenant,
      @RequestBody(required = false) @Nullable Some given) {
    String source = given == null || given.source() == null ? "" : given.source();
    String reason = given == null || given.reason() == null ? "" : given.reason();
    long retried =
        waiting(tenant, source, reason).stream().filter(one -> parked.retry(one.id())).count();
    return ResponseEntity.accepted().body(new Retried(retried, 0));
  }

  @PostMapping(ROOT + "/{id}/discard")
  ResponseEntity<?> discard(
      @RequestHeader(name = TENANT, defaultValue = ChannelEvent.DEFAULT_TENANT) String tenant,
      @PathVariable("id") String id,
      @RequestBody Discard given) {
    String reason = given.reason();
    if (reason == null || reason.isBlank())
      return RebuildsController.problem(ProblemType.REASON_MISSING, "Say why it is not needed.");
    return of(tenant, id).isPresent() && parked.discard(id, reason)
        ? ResponseEntity.noContent().build()
        : unknown(id);
  }

  private static ResponseEntity<?> unknown(String id) {
    return RebuildsController.problem(ProblemType.NOT_FOUND, "There is no dead letter " + id + ".");
  }
}
