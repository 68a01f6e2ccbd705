package dev.leadline.notification.http;

import dev.leadline.notification.domain.Delivery;
import dev.leadline.notification.domain.FindDeliveries;
import dev.leadline.notification.domain.ReadInbox;
import dev.leadline.notification.domain.SendAgain;
import dev.leadline.notification.domain.Trigger;
import dev.leadline.notification.handling.Couriers;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of messages, and what was delivered to the dashboard itself. */
@RestController
final class DeliveriesController {

  private static final int MOST = 200;

  private final FindDeliveries find;
  private final SendAgain sendAgain;
  private final ReadInbox inbox;
  private final Couriers couriers;
  private final Clock clock;

  DeliveriesController(
      FindDeliveries find, SendAgain sendAgain, ReadInbox inbox, Couriers couriers, Clock clock) {
    this.find = find;
    this.sendAgain = sendAgain;
    this.inbox = inbox;
    this.couriers = couriers;
    this.clock = clock;
  }

  @GetMapping("/v1/notifications/deliveries")
  ResponseEntity<?> search(
      @RequestHeader(name = Caller.TENANT, required = false) @Nullable String tenant,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String trigger,
      @RequestParam(required = false) @Nullable String rule,
      @RequestParam(required = false) @Nullable String destination,
      @RequestParam(required = false) @Nullable String lead,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    Delivery.State wanted = null;
    if (state != null) {
      wanted = choice(Delivery.State.values(), state);
      if (wanted == null) return bad("state", List.of(Delivery.State.values()));
    }
    Trigger pulled = null;
    if (trigger != null) {
      pulled = choice(Trigger.values(), trigger);
      if (pulled == null) return bad("trigger", List.of(Trigger.values()));
    }
    if (limit < 1 || limit > MOST) return bad("limit", List.of(1, MOST));
    if (cursor != null && !cursor.matches("\\d{1,18}"))
      return Problems.answer(
          ProblemType.BROKEN_CURSOR, "The cursor is not one that this list gave out.");
    List<Delivery> page =
        find.find(
            new FindDeliveries.Search(
                Caller.tenant(tenant),
                wanted,
                pulled,
                rule,
                destination,
                lead,
                cursor == null ? null : Long.valueOf(cursor),
                limit));
    String next = page.size() < limit ? null : Long.toString(page.getLast().deliveryId());
    return Problems.ok(new Items<>(page, next));
  }

  @PostMapping("/v1/notifications/deliveries/{deliveryId}/send-again")
  ResponseEntity<?> again(
      @RequestHeader(name = Caller.TENANT, required = false) @Nullable String tenant,
      @PathVariable long deliveryId) {
    String destinationId = sendAgain.sendAgain(Caller.tenant(tenant), deliveryId, clock.instant());
    if (destinationId == null)
      return Problems.answer(
          ProblemType.NOT_TO_BE_SENT_AGAIN,
          "Only what failed, or whose outcome is unknown, can be sent again.");
    couriers.wake(List.of(destinationId));
    return ResponseEntity.accepted().build();
  }

  @GetMapping("/v1/notifications/inbox")
  ResponseEntity<?> inbox(
      @RequestHeader(name = Caller.TENANT, required = false) @Nullable String tenant,
      @RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > MOST) return bad("limit", List.of(1, MOST));
    return Problems.ok(new Items<>(inbox.read(Caller.tenant(tenant), limit)));
  }

  private static <T> @Nullable T choice(T[] choices, String given) {
    return Stream.of(choices)
        .filter(choice -> choice.toString().equals(given))
        .findFirst()
        .orElse(null);
  }

  private static ResponseEntity<?> bad(String parameter, List<?> choices) {
    return Problems.answer(
        ProblemType.BAD_PARAMETER, "%s is one of %s.".formatted(parameter, choices));
  }
}
