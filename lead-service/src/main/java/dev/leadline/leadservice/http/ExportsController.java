package dev.leadline.leadservice.http;

import dev.leadline.leadservice.domain.PersonExport;
import dev.leadline.leadservice.handling.ExportPeople;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * The right to be told everything (domain 4.9, 5.9). Nothing is made beforehand: a request gives
 * leave to fetch for a while what the event store knows.
 */
@RestController
final class ExportsController {

  private final ExportPeople export;
  private final Clock clock;

  ExportsController(ExportPeople export, Clock clock) {
    this.export = export;
    this.clock = clock;
  }

  /** Where all that is known of a person can be fetched, and until when. */
  record ExportAnswer(
      UUID id,
      String leadId,
      String status,
      @Nullable String requestedBy,
      Instant requestedAt,
      Instant expiresAt,
      String json,
      String csv) {

    static ExportAnswer of(PersonExport export) {
      String address = "/v1/privacy/exports/" + export.id();
      return new ExportAnswer(
          export.id(),
          export.leadId(),
          "READY",
          export.requestedBy(),
          export.requestedAt(),
          export.expiresAt(),
          address + "/data.json",
          address + "/data.csv");
    }
  }

  @PostMapping("/v1/privacy/exports")
  ResponseEntity<?> export(
      @RequestHeader HttpHeaders headers, @RequestBody(required = false) byte @Nullable [] given) {
    Asked asked = Asked.of(headers, given);
    if (asked.problem() != null) return Problems.answer(asked.problem());
    ExportPeople.Answer answer =
        export.request(
            asked.caller().tenant(),
            asked.leadId(),
            asked.caller().key(),
            asked.body().requestedBy(),
            clock.instant());
    return answer instanceof ExportPeople.Ready ready
        ? ResponseEntity.accepted().body(ExportAnswer.of(ready.export()))
        : Problems.answer(problem(answer));
  }

  @GetMapping("/v1/privacy/exports/{id}")
  ResponseEntity<?> export(@PathVariable String id, @RequestHeader HttpHeaders headers) {
    ExportPeople.Answer answer = find(id, headers);
    return answer instanceof ExportPeople.Ready ready
        ? ResponseEntity.ok(ExportAnswer.of(ready.export()))
        : Problems.answer(problem(answer));
  }

  @GetMapping("/v1/privacy/exports/{id}/data.json")
  ResponseEntity<StreamingResponseBody> json(
      @PathVariable String id, @RequestHeader HttpHeaders headers) {
    return file(
        find(id, headers),
        MediaType.APPLICATION_JSON,
        ready -> body -> ExportedJson.write(export, ready, clock.instant(), body));
  }

  @GetMapping("/v1/privacy/exports/{id}/data.csv")
  ResponseEntity<StreamingResponseBody> csv(
      @PathVariable String id, @RequestHeader HttpHeaders headers) {
    return file(
        find(id, headers),
        MediaType.valueOf("text/csv;charset=UTF-8"),
        ready -> body -> ExportedCsv.write(export, ready, body));
  }

  private interface Written {
    StreamingResponseBody of(ExportPeople.Ready ready);
  }

  /** A problem goes another way: this one is for a body that is written while it is read. */
  private static ResponseEntity<StreamingResponseBody> file(
      ExportPeople.Answer answer, MediaType type, Written written) {
    if (answer instanceof ExportPeople.Ready ready)
      return ResponseEntity.ok().contentType(type).body(written.of(ready));
    ProblemDetail problem = problem(answer);
    throw new ErrorResponseException(HttpStatus.valueOf(problem.getStatus()), problem, null);
  }

  private ExportPeople.Answer find(String id, HttpHeaders headers) {
    UUID known = Asked.id(id);
    return known == null
        ? new ExportPeople.UnknownExport()
        : export.find(Caller.of(headers).tenant(), known, clock.instant());
  }

  static ProblemDetail problem(ExportPeople.Answer answer) {
    return switch (answer) {
      case ExportPeople.Ready _ -> throw new IllegalArgumentException("There is no problem");
      case ExportPeople.Refused refused -> Refusals.problem(refused.refusal());
      case ExportPeople.UnknownLead _ -> CommandAnswers.unknownLead();
      case ExportPeople.UnknownExport _ ->
          Problems.of(ProblemType.UNKNOWN_EXPORT, "There is no export with this id.");
      case ExportPeople.Expired expired -> {
        var problem =
            Problems.of(ProblemType.EXPIRED, "The export can be fetched no more: ask for another.");
        problem.setProperty("expiredAt", expired.at());
        yield problem;
      }
    };
  }
}
