package dev.leadline.notification.http;

import dev.leadline.events.Json;
import dev.leadline.notification.domain.Destination;
import dev.leadline.notification.domain.Mistake;
import dev.leadline.notification.domain.Outcome;
import dev.leadline.notification.handling.ManageDestinations;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Destinations, for programs and the dashboard. A secret is taken and never given out again. */
@RestController
final class DestinationsController {

  private static final String ALL = "/v1/notifications/destinations";
  private static final String ONE = ALL + "/{destinationId}";
  private static final int KEY_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final ManageDestinations destinations;

  DestinationsController(ManageDestinations destinations) {
    this.destinations = destinations;
  }

  /** What a caller writes; everything but what is to change may be missing. */
  record Wish(
      @Nullable String name,
      Destination.@Nullable Kind kind,
      @Nullable String target,
      @Nullable String secret,
      @Nullable Boolean enabled) {

    /** Neither a log line nor an exception may show the secret. */
    @Override
    public String toString() {
      return "Wish[name=%s, kind=%s]".formatted(name, kind);
    }
  }

  /** What became of a test message. */
  record Tested(boolean delivered, String detail) {}

  /** A way to reach a team, and what it needs. */
  record KindName(String kind, String label, boolean hasTarget, boolean hasSecret) {}

  @GetMapping("/v1/notifications/kinds")
  ResponseEntity<?> kinds() {
    return Problems.ok(
        new Items<>(
            Stream.of(Destination.Kind.values())
                .map(
                    kind ->
                        new KindName(kind.name(), kind.label(), kind.hasTarget(), kind.hasSecret()))
                .toList()));
  }

  @GetMapping(ALL)
  ResponseEntity<?> list(
      @RequestHeader(name = Caller.TENANT, required = false) @Nullable String tenant) {
    return Problems.ok(
        new Items<>(
            destinations.list(Caller.tenant(tenant)).stream()
                .map(DestinationsController::shown)
                .toList()));
  }

  @GetMapping(ONE)
  ResponseEntity<?> one(
      @RequestHeader(name = Caller.TENANT, required = false) @Nullable String tenant,
      @PathVariable String destinationId) {
    Destination found = destinations.find(Caller.tenant(tenant), destinationId);
    return found == null ? Problems.unknownDestination() : Problems.ok(shown(found));
  }

  /** A webhook without a key of its own gets one, which this answer alone shows. */
  @PostMapping(ALL)
  ResponseEntity<?> add(
      @RequestHeader(name = Caller.TENANT, required = false) @Nullable String tenant,
      @RequestBody byte[] body) {
    Wish wish = Json.MAPPER.treeToValue(Bodies.object(body), Wish.class);
    Destination.Kind kind = wish.kind();
    if (kind == null) return Problems.invalid(List.of(new Mistake("kind", "is missing")));
    String secret = blankToNull(wish.secret());
    boolean made = kind == Destination.Kind.WEBHOOK && secret == null;
    if (made) secret = newKey();
    String name = wish.name() == null ? "" : wish.name().strip();
    Destination draft =
        destinations.draft(Caller.tenant(tenant), name, kind, blankToNull(wish.target()));
    var mistakes = new ArrayList<>(draft.mistakes(secret));
    if (kind.hasSecret() && secret == null) mistakes.add(new Mistake("secret", "is missing"));
    if (!mistakes.isEmpty()) return Problems.invalid(mistakes);
    destinations.save(draft, kind.hasSecret() ? secret : null);
    ObjectNode answer = shown(draft);
    if (made) answer.put("secret", secret);
    return Problems.json(HttpStatus.CREATED, answer);
  }

  @PatchMapping(ONE)
  ResponseEntity<?> change(
      @RequestHeader(name = Caller.TENANT, required = false) @Nullable String tenant,
      @PathVariable String destinationId,
      @RequestBody byte[] body) {
    Destination found = destinations.find(Caller.tenant(tenant), destinationId);
    if (found == null) return Problems.unknownDestination();
    Wish wish = Json.MAPPER.treeToValue(Bodies.object(body), Wish.class);
    Destination changed =
        new Destination(
            found.destinationId(),
            found.tenant(),
            wish.name() == null ? found.name() : wish.name().strip(),
            found.kind(),
            wish.target() == null ? found.target() : blankToNull(wish.target()),
            wish.enabled() == null ? found.enabled() : wish.enabled(),
            null,
            0,
            found.since());
    String secret = found.kind().hasSecret() ? blankToNull(wish.secret()) : null;
    List<Mistake> mistakes = changed.mistakes(secret);
    if (!mistakes.isEmpty()) return Problems.invalid(mistakes);
    destinations.save(changed, secret);
    return Problems.ok(shown(changed));
  }

  @DeleteMapping(ONE)
  ResponseEntity<?> delete(
      @RequestHeader(name = Caller.TENANT, required = false) @Nullable String tenant,
      @PathVariable String destinationId) {
    return destinations.delete(Caller.tenant(tenant), destinationId)
        ? ResponseEntity.noContent().build()
        : Problems.unknownDestination();
  }

  @PostMapping(ONE + "/test")
  ResponseEntity<?> test(
      @RequestHeader(name = Caller.TENANT, required = false) @Nullable String tenant,
      @PathVariable String destinationId) {
    Destination found = destinations.find(Caller.tenant(tenant), destinationId);
    if (found == null) return Problems.unknownDestination();
    Outcome outcome = destinations.test(found, found.name());
    if (outcome == null)
      return Problems.answer(
          ProblemType.BUSY, "A message is on its way there. Try again in a moment.");
    return Problems.ok(
        switch (outcome) {
          case Outcome.Delivered delivered -> new Tested(true, "The test message was delivered.");
          case Outcome.Later later -> new Tested(false, later.why());
          case Outcome.Refused refused -> new Tested(false, refused.why());
          case Outcome.Gone gone -> new Tested(false, gone.why());
          case Outcome.Uncertain uncertain -> new Tested(false, uncertain.why());
        });
  }

  private static ObjectNode shown(Destination destination) {
    ObjectNode shown = Json.MAPPER.valueToTree(destination);
    shown.remove("tenant");
    shown.put("kindLabel", destination.kind().label());
    shown.put("hasSecret", destination.kind().hasSecret());
    return shown;
  }

  private String newKey() {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return "whsec_" + Base64.getEncoder().encodeToString(key);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
