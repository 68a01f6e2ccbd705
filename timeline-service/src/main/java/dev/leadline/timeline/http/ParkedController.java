package dev.leadline.timeline.http;

import dev.leadline.timeline.domain.Parked;
import dev.leadline.timeline.handling.KeepParked;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Leads that projections have parked: for the gateway, which shows them with other dead letters.
 */
@RestController
class ParkedController {

  private static final String ROOT = "/v1/ops/dead-letters";

  private final KeepParked parked;

  ParkedController(KeepParked parked) {
    this.parked = parked;
  }

  /** As dead letters are shown; the event lies in the event store, and not here. */
  record Letter(
      String id,
      String source,
      String reason,
      String detail,
      Instant at,
      String eventId,
      String type,
      String tenant,
      String leadId) {

    static Letter of(Parked one) {
      return new Letter(
          one.id(),
          one.projection(),
          one.reason(),
          one.detail(),
          one.at(),
          one.eventId(),
          one.type(),
          one.tenant(),
          one.leadId());
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
  ResponseEntity<?> one(@PathVariable("id") String id) {
    return parked
        .find(id)
        .<ResponseEntity<?>>map(one -> ResponseEntity.ok(Letter.of(one)))
        .orElseGet(() -> unknown(id));
  }

  @GetMapping(ROOT)
  Page list(
      @RequestParam(name = "source", defaultValue = "") String source,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      @RequestParam(name = "cursor", defaultValue = "") String cursor,
      @RequestParam(name = "limit", defaultValue = "50") int limit) {
    List<Letter> all = waiting(source, reason);
    List<Letter> rest = all.stream().filter(one -> one.id().compareTo(cursor) > 0).toList();
    List<Letter> page = rest.subList(0, Math.min(Math.max(1, limit), rest.size()));
    return new Page(page, page.size() < rest.size() ? page.getLast().id() : null, all.size());
  }

  private List<Letter> waiting(String source, String reason) {
    return parked.of(source).stream()
        .filter(one -> one.discarded().isEmpty())
        .filter(one -> reason.isEmpty() || one.reason().equals(reason))
        .map(Letter::of)
        .toList();
  }

  @PostMapping(ROOT + "/{id}/retry")
  ResponseEntity<?> retry(@PathVariable("id") String id) {
    return parked.retry(id) ? ResponseEntity.accepted().build() : unknown(id);
  }

  @PostMapping(ROOT + "/retry")
  ResponseEntity<?> retry(@RequestBody(required = false) @Nullable Some given) {
    String source = given == null || given.source() == null ? "" : given.source();
    String reason = given == null || given.reason() == null ? "" : given.reason();
    long retried = waiting(source, reason).stream().filter(one -> parked.retry(one.id())).count();
    return ResponseEntity.accepted().body(new Retried(retried, 0));
  }

  @PostMapping(ROOT + "/{id}/discard")
  ResponseEntity<?> discard(@PathVariable("id") String id, @RequestBody Discard given) {
    String reason = given.reason();
    if (reason == null || reason.isBlank())
      return RebuildsController.problem(
          HttpStatus.UNPROCESSABLE_CONTENT, "reason-missing", "Say why it is not needed.");
    return parked.discard(id, reason) ? ResponseEntity.noContent().build() : unknown(id);
  }

  private static ResponseEntity<?> unknown(String id) {
    return RebuildsController.problem(
        HttpStatus.NOT_FOUND, "not-found", "There is no dead letter " + id + ".");
  }
}
