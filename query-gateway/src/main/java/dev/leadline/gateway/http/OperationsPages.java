package dev.leadline.gateway.http;

import dev.leadline.events.Json;
import dev.leadline.gateway.domain.AskOperations;
import dev.leadline.gateway.domain.AskRebuilds;
import dev.leadline.gateway.domain.Unavailable;
import dev.leadline.gateway.handling.HandleDeadLetters;
import dev.leadline.gateway.handling.HandleDeadLetters.Question;
import dev.leadline.gateway.handling.ReportStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * How the platform is doing, and what operators do about it. What does not answer is said where its
 * answer would stand; the rest of the page is there.
 */
@Controller
final class OperationsPages {

  private static final String PAGE = "/operations";
  private static final int LETTERS = 20;

  private final ReportStatus status;
  private final OwnRebuilds rebuilds;
  private final HandleDeadLetters letters;
  private final TenantSettings settings;
  private final Clock clock;
  private final IngestPace pace = new IngestPace();

  OperationsPages(
      ReportStatus status,
      OwnRebuilds rebuilds,
      HandleDeadLetters letters,
      TenantSettings settings,
      Clock clock) {
    this.status = status;
    this.rebuilds = rebuilds;
    this.letters = letters;
    this.settings = settings;
    this.clock = clock;
  }

  /** What a service said, as far as it is understood here. */
  private record Said(int status, JsonNode body) {

    boolean isGood() {
      return status / 100 == 2;
    }

    String why() {
      return body.path("detail").asString("That did not work (%d).".formatted(status));
    }
  }

  @GetMapping(PAGE)
  String page(
      @RequestParam(required = false) @Nullable String cursor,
      HttpServletRequest request,
      Model model) {
    fillState(model);
    fillLetters(cursor, request, model);
    return "operations";
  }

  /** The part that is asked for each second while the page is open. */
  @GetMapping(PAGE + "/state")
  String state(Model model) {
    fillState(model);
    return "operations :: state";
  }

  /** The dead letters alone. */
  @GetMapping(PAGE + "/letters")
  String letters(
      @RequestParam(required = false) @Nullable String cursor,
      HttpServletRequest request,
      Model model) {
    fillLetters(cursor, request, model);
    return "operations :: letters";
  }

  @PostMapping(PAGE + "/projections/{name}/rebuild")
  String rebuild(
      @PathVariable("name") String name,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return told(() -> said(rebuilds.begin(name, null)), request, response, model);
  }

  @PostMapping(PAGE + "/rebuilds/{id}/{wish:pause|resume|cancel|rollback}")
  String wish(
      @PathVariable("id") String id,
      @PathVariable("wish") String wish,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return told(() -> said(rebuilds.tell(id, wish, "{}")), request, response, model);
  }

  @PostMapping(PAGE + "/dead-letters/retry")
  String retryAll(HttpServletRequest request, HttpServletResponse response, Model model) {
    return told(() -> said(letters.retry(null, headers(request), "{}")), request, response, model);
  }

  @PostMapping(PAGE + "/dead-letters/{id}/retry")
  String retry(
      @PathVariable String id,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    return told(
        () -> said(letters.one("POST", id, "retry", headers(request), null)),
        request,
        response,
        model);
  }

  @PostMapping(PAGE + "/dead-letters/{id}/discard")
  String discard(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    String body = LeadForms.body().put("reason", reason.strip()).toString();
    return told(
        () -> said(letters.one("POST", id, "discard", headers(request), body)),
        request,
        response,
        model);
  }

  /** What an operator asked for. */
  @FunctionalInterface
  private interface Order {
    Said give();
  }

  private String told(
      Order order, HttpServletRequest request, HttpServletResponse response, Model model) {
    Said said = order.give();
    if (said.isGood()) return "redirect:" + PAGE;
    response.setStatus(said.status());
    model.addAttribute("bad", said.why());
    return page(null, request, model);
  }

  private void fillState(Model model) {
    var report = status.report();
    model.addAttribute("services", report.services());
    model.addAttribute("ingest", report.ingest());
    model.addAttribute("leadIndex", report.leadIndex());
    model.addAttribute(
        "pace", report.ingest() == null ? null : pace.of(report.ingest(), clock.instant()));
    try {
      model.addAttribute(
          "lines",
          OperationsLines.of(said(rebuilds.projections()).body(), said(rebuilds.all()).body()));
    } catch (Unavailable down) {
      model.addAttribute("lines", null);
    }
  }

  private void fillLetters(@Nullable String cursor, HttpServletRequest request, Model model) {
    if (cursor != null && !HandleDeadLetters.isCursor(null, cursor))
      throw Problem.BROKEN_CURSOR.because("Go back to the newest dead letters.");
    try {
      Said said = said(letters.list(new Question(null, null, cursor, LETTERS), headers(request)));
      model.addAttribute(
          "letters",
          said.isGood()
              ? OperationsLetters.of(said.body(), Viewer.of(request, clock.instant()))
              : null);
      if (!said.isGood()) model.addAttribute("lettersAway", said.why());
    } catch (Unavailable down) {
      model.addAttribute("letters", null);
      model.addAttribute("lettersAway", down.getMessage());
    }
    model.addAttribute("cursor", cursor);
  }

  private static Said said(AskRebuilds.Answer answer) {
    return new Said(answer.status(), read(answer.body()));
  }

  private static Said said(AskOperations.Answer answer) {
    return new Said(answer.status(), read(answer.body()));
  }

  private static JsonNode read(String body) {
    try {
      return body.isBlank() ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(body);
    } catch (JacksonException broken) {
      return Json.MAPPER.createObjectNode();
    }
  }

  /** What is sent on is JSON, whatever the form was. */
  private Map<String, String> headers(HttpServletRequest request) {
    Map<String, String> headers = Forwarded.forTenant(settings.tenant(), request);
    headers.put("Content-Type", "application/json");
    return headers;
  }
}
