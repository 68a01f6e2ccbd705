package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.AuditEntry;
import dev.leadline.gateway.domain.ReadAudit;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what. */
@RestController
final class AuditApi {

  private final ReadAudit audit;

  AuditApi(ReadAudit audit) {
    this.audit = audit;
  }

  /** A page of it. */
  record Page(List<Entry> items, @Nullable String nextCursor) {}

  /** An entry. */
  record Entry(
      long entryId,
      Instant at,
      String action,
      AuditEntry.Outcome outcome,
      AuditEntry.WhoKind whoKind,
      @Nullable String who,
      @Nullable String address,
      @Nullable String request,
      List<String> leads,
      @Nullable String filter,
      @Nullable Long rows,
      @Nullable String details) {

    static Entry of(ReadAudit.Kept kept) {
      AuditEntry entry = kept.entry();
      return new Entry(
          kept.entryId(),
          entry.at(),
          entry.action(),
          entry.outcome(),
          entry.whoKind(),
          entry.who(),
          entry.address(),
          entry.request(),
          entry.leads(),
          entry.filter(),
          entry.rows(),
          entry.details());
    }
  }

  /** The newest first. */
  @Operation(
      summary = "The audit log: who did what, when and from where",
      description =
          "action: EXPORT, SEE_LEAD, SIGN_IN and the other permissions; who: id of a member or"
              + " key; from, to: instants.")
  @GetMapping("/v1/audit")
  Page audit(
      @RequestParam(required = false) @Nullable String action,
      @RequestParam(required = false) @Nullable String who,
      @RequestParam(required = false) @Nullable String leadId,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable Long cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int most = Pages.limit(limit);
    List<ReadAudit.Kept> kept =
        audit.read(
            new ReadAudit.Question(
                Callers.required().tenant(),
                action,
                who,
                leadId,
                instant("from", from),
                instant("to", to),
                cursor,
                most));
    return new Page(
        kept.stream().map(Entry::of).toList(),
        kept.size() < most ? null : String.valueOf(kept.getLast().entryId()));
  }

  private static @Nullable Instant instant(String name, @Nullable String given) {
    if (given == null) return null;
    try {
      OffsetDateTime at = OffsetDateTime.parse(given);
      if (at.getYear() >= 0 && at.getYear() <= 9999) return at.toInstant();
    } catch (DateTimeParseException notAnInstant) {
      // Nor is one that no calendar has.
    }
    throw Problem.BAD_PARAMETER.because(name + " is an instant like 2026-11-22T09:00:00Z.");
  }
}
