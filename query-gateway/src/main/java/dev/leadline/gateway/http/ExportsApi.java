package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.ExportJob;
import dev.leadline.gateway.domain.ExportJob.State;
import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.domain.Timeframe.Bounds;
import dev.leadline.gateway.handling.ExportFiles;
import dev.leadline.gateway.handling.KeepExports;
import dev.leadline.gateway.handling.RunExports;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Lists of leads that take a while to write, and are fetched when they are there. */
@RestController
final class ExportsApi {

  private final RunExports run;
  private final KeepExports exports;
  private final ExportFiles files;
  private final TenantSettings settings;
  private final AskingMember member;
  private final Clock clock;

  ExportsApi(
      RunExports run,
      KeepExports exports,
      ExportFiles files,
      TenantSettings settings,
      AskingMember member,
      Clock clock) {
    this.run = run;
    this.exports = exports;
    this.files = files;
    this.settings = settings;
    this.member = member;
    this.clock = clock;
  }

  /**
   * An export.
   *
   * @param query the parameters of the list, with the bounds of time that were meant, and without
   *     what was searched for
   * @param link the file, once it is there
   */
  record Export(
      UUID id,
      State state,
      long rows,
      long done,
      JsonNode query,
      Instant madeAt,
      String madeBy,
      @Nullable String link,
      @Nullable Instant expiresAt,
      @Nullable String reason) {

    static Export of(ExportJob job) {
      return new Export(
          job.id(),
          job.state(),
          job.rows(),
          job.done(),
          QueryBody.tree(job.query()),
          job.madeAt(),
          job.madeBy(),
          job.state() == State.DONE ? "/v1/exports/" + job.id() + "/file" : null,
          job.expiresAt(),
          job.reason());
    }
  }

  /** All of them, newest first. */
  record Exports(List<Export> items) {}

  /** Begins to write a list as it is now, of any length; the filters are those of the list. */
  @PostMapping("/v1/exports")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Export begin(@RequestBody(required = false) byte @Nullable [] body, HttpServletRequest request) {
    ListRequest asked = QueryBody.read(QueryBody.parse(body));
    LeadQuery query = asked.query(settings, clock.instant());
    Map<String, List<String>> kept = kept(asked, query);
    AuditTrail.filter(request, kept);
    ExportJob job = run.begin(query, QueryBody.write(kept), member.id());
    if (job == null) throw tooMany();
    AuditTrail.rows(request, job.rows());
    return Export.of(job);
  }

  private static RequestFailed tooMany() {
    return Problem.TOO_MANY.because("Other exports wait already. Try again when they are done.");
  }

  /** Relative times as the instants that they were, and nothing that names a person. */
  private static Map<String, List<String>> kept(ListRequest asked, LeadQuery query) {
    var kept = new TreeMap<>(asked.given());
    kept.keySet().removeAll(List.of("timeframe", "from", "to", "cursor", "limit"));
    Bounds bounds = query.filters().bounds();
    if (bounds.from() != null) kept.put("from", List.of(bounds.from().toString()));
    if (bounds.to() != null) kept.put("to", List.of(bounds.to().toString()));
    kept.put("zone", List.of(bounds.zone().getId()));
    return PersonalParameters.masked(kept);
  }

  /** The exports of the tenant. */
  @GetMapping("/v1/exports")
  Exports list() {
    return new Exports(run.list(settings.tenant()).stream().map(Export::of).toList());
  }

  /** How far an export is. */
  @GetMapping("/v1/exports/{id}")
  Export one(@PathVariable String id) {
    return Export.of(known(id));
  }

  /** Begins a failed or expired export again, with the leads as they are now. */
  @PostMapping("/v1/exports/{id}/retry")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Export again(@PathVariable String id, HttpServletRequest request) {
    ExportJob job = known(id);
    AuditTrail.filter(request, QueryBody.kept(job.query()).given());
    if (job.state() != State.FAILED && job.state() != State.EXPIRED)
      throw Problem.EXPORT_STATE.because("Only what failed or expired can begin again.");
    ListRequest asked = QueryBody.kept(job.query());
    if (PersonalParameters.areIn(asked.given().keySet()))
      throw Problem.EXPORT_STATE.because("What it searched for is not kept. Ask for a new export.");
    LeadQuery query = asked.query(settings, clock.instant());
    ExportJob begun = run.again(job, query);
    if (begun == null) throw tooMany();
    AuditTrail.rows(request, begun.rows());
    return Export.of(begun);
  }

  /** Cancels an export that runs; removes one that does not. */
  @DeleteMapping("/v1/exports/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancel(@PathVariable String id) {
    run.cancel(known(id));
  }

  /** The file, until it expires. */
  @GetMapping("/v1/exports/{id}/file")
  void file(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ExportJob job = known(id);
    AuditTrail.filter(request, QueryBody.kept(job.query()).given());
    Path file = job.state() == State.DONE ? files.find(job.file()) : null;
    boolean over = job.expiresAt() != null && !job.expiresAt().isAfter(clock.instant());
    if (file == null || over)
      throw job.state() == State.RUNNING
          ? Problem.EXPORT_STATE.because("It is not there yet.")
          : Problem.EXPORT_GONE.because("The file is gone. Begin the export again.");
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"leads-%s.csv\""
            .formatted(job.madeAt().atZone(ZoneOffset.UTC).toLocalDate()));
    response.setHeader("Cache-Control", "no-store");
    response.setContentLengthLong(Files.size(file));
    AuditTrail.rows(request, job.done());
    Files.copy(file, response.getOutputStream());
  }

  private ExportJob known(String id) {
    ExportJob job = null;
    try {
      job = exports.find(settings.tenant(), UUID.fromString(id));
    } catch (IllegalArgumentException notAnId) {
      // Nothing has it.
    }
    if (job == null) throw Problem.NOT_FOUND.because("There is no export '" + id + "'.");
    return job;
  }
}
