package dev.leadline.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.handling.FreezeLeads;
import dev.leadline.gateway.handling.FreezeLeads.Frozen;
import dev.leadline.gateway.handling.WriteCsv;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists of leads to take away. */
@RestController
final class ExportApi {

  private static final int AT_ONCE = 2;
  private static final int BUFFER = 1 << 16;

  /** Tells a spreadsheet that the text is UTF-8. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final FreezeLeads freeze;
  private final WriteCsv csv;
  private final long mostRows;
  private final TenantSettings settings;
  private final Clock clock;
  private final Semaphore running = new Semaphore(AT_ONCE);

  ExportApi(
      FreezeLeads freeze,
      WriteCsv csv,
      TenantSettings settings,
      Clock clock,
      @Value("${leadline.query-gateway.exports.most-streamed}") long mostRows) {
    this.freeze = freeze;
    this.csv = csv;
    this.mostRows = mostRows;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The leads that the same filters list, all of them, as CSV. Whoever reads slowly makes it slow
   * and nothing else: a few lines are in memory at a time.
   */
  @TakesFilters
  @GetMapping("/v1/leads/export.csv")
  void csv(
      HttpServletRequest request,
      @RequestParam(defaultValue = "false") boolean bom,
      HttpServletResponse response)
      throws IOException {
    LeadQuery query = ListRequest.of(request.getParameterMap()).query(settings, clock.instant());
    try (Frozen leads = freeze.freeze(query)) {
      if (leads.total() > mostRows)
        throw Problem.TOO_MANY_ROWS.because(
            "The list has %d leads, and %d are sent at once. POST /v1/exports writes lists of any length."
                .formatted(leads.total(), mostRows));
      if (!running.tryAcquire())
        throw Problem.UNAVAILABLE.because("Other exports are running. Try again later.");
      var sent = new AtomicLong();
      boolean whole = false;
      try {
        begin(response);
        OutputStream out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
        if (bom) write(BYTE_ORDER_MARK, out);
        csv.write(
            leads,
            query.filters().bounds().zone(),
            (lines, written) -> {
              write(lines, out);
              sent.addAndGet(written);
            });
        out.flush();
        whole = true;
      } catch (UncheckedIOException gone) {
        // The reader went away: there is nobody to tell.
        throw gone.getCause();
      } finally {
        AuditTrail.rows(request, sent.get());
        if (!whole) AuditTrail.breaksOff(request);
        running.release();
      }
    }
  }

  private void begin(HttpServletResponse response) {
    LocalDate today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"leads-" + today + ".csv\"");
    response.setHeader("Cache-Control", "no-store");
  }

  private static void write(String text, OutputStream out) {
    try {
      out.write(text.getBytes(UTF_8));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
