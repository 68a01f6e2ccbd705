package dev.leadline.leadservice.http;

import dev.leadline.leadservice.domain.Erasure;
import dev.leadline.leadservice.domain.FindErasure;
import dev.leadline.leadservice.handling.CommandLeads;
import dev.leadline.leadservice.handling.EraseLeads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * The right to be forgotten (domain 4.9, 5.9). {@code Idempotency-Key} makes a repetition harmless;
 * what is answered is the proof, and stays.
 */
@RestController
final class ErasuresController {

  /** How long the topics of events keep what was published before an erasure. */
  private static final Duration KEPT_BY_KAFKA = Duration.ofDays(7);

  private final EraseLeads erase;
  private final FindErasure findErasure;
  private final Clock clock;

  ErasuresController(EraseLeads erase, FindErasure findErasure, Clock clock) {
    this.erase = erase;
    this.findErasure = findErasure;
    this.clock = clock;
  }

  /** How far an erasure is. */
  enum Status {
    /** The event store has forgotten the person; parked records are being searched. */
    RUNNING,
    /** That is done too. */
    DONE
  }

  /**
   * An erasure, and its proof.
   *
   * @param kafkaUntil when the topics of events will have dropped what was published before
   */
  record ErasureAnswer(
      UUID id,
      String leadId,
      Status status,
      @Nullable String requestedBy,
      @Nullable String legalBasis,
      Instant erasedAt,
      @Nullable Instant completedAt,
      Instant kafkaUntil,
      int leads,
      long events,
      long identities,
      long deadLetters) {

    static ErasureAnswer of(Erasure erasure) {
      return new ErasureAnswer(
          erasure.id(),
          erasure.leadId(),
          erasure.completedAt() == null ? Status.RUNNING : Status.DONE,
          erasure.requestedBy(),
          erasure.legalBasis(),
          erasure.erasedAt(),
          erasure.completedAt(),
          erasure.erasedAt().plus(KEPT_BY_KAFKA),
          erasure.leadIds().size(),
          erasure.events(),
          erasure.identities(),
          erasure.deadLetters());
    }
  }

  @PostMapping("/v1/privacy/erasures")
  ResponseEntity<?> erase(
      @RequestHeader HttpHeaders headers, @RequestBody(required = false) byte @Nullable [] given) {
    Asked asked = Asked.of(headers, given);
    if (asked.problem() != null) return Problems.answer(asked.problem());
    return switch (erase.erase(
        new EraseLeads.Request(
            asked.caller().tenant(),
            asked.leadId(),
            asked.caller().key(),
            CommandLeads.Request.hash(asked.leadId(), "erasure", asked.body().json()),
            null,
            asked.body().requestedBy(),
            asked.body().legalBasis(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS)))) {
      case EraseLeads.Begun begun ->
          ResponseEntity.accepted().body(ErasureAnswer.of(begun.erasure()));
      case EraseLeads.Refused refused -> Problems.answer(Refusals.problem(refused.refusal()));
      case EraseLeads.UnknownLead _ -> Problems.answer(CommandAnswers.unknownLead());
      case EraseLeads.VersionChanged changed ->
          Problems.answer(CommandAnswers.versionChanged(changed.version()));
      case EraseLeads.KeyReused _ -> Problems.answer(CommandAnswers.keyReused());
    };
  }

  @GetMapping("/v1/privacy/erasures/{id}")
  ResponseEntity<?> erasure(@PathVariable String id, @RequestHeader HttpHeaders headers) {
    UUID known = Asked.id(id);
    Erasure found = known == null ? null : findErasure.find(Caller.of(headers).tenant(), known);
    return found == null
        ? Problems.answer(
            Problems.of(ProblemType.UNKNOWN_ERASURE, "There is no erasure with this id."))
        : ResponseEntity.ok(ErasureAnswer.of(found));
  }
}
