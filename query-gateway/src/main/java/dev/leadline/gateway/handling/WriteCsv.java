package dev.leadline.gateway.handling;

import dev.leadline.gateway.domain.Csv;
import dev.leadline.gateway.domain.WrittenLead;
import dev.leadline.gateway.handling.FreezeLeads.Frozen;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Writes lists of leads as CSV. To read a row and to write its line takes ten times as long as to
 * find it, and is done on all processors; the lines come in the order of the list all the same.
 */
public final class WriteCsv implements AutoCloseable {

  /** Takes the lines of some leads; the names of the columns are of none. */
  @FunctionalInterface
  public interface Lines {
    void take(String lines, int leads);
  }

  private static final int AT_A_TIME = 250;

  private final Clock clock;
  private final int mostUnderWay;
  private final ExecutorService writers;

  public WriteCsv(Clock clock, int processors) {
    this.clock = clock;
    mostUnderWay = 2 * processors;
    writers =
        Executors.newFixedThreadPool(
            processors, Thread.ofPlatform().name("csv-", 0).daemon().factory());
  }

  /** Hands over the names of the columns, and then all leads, a few hundred lines at a time. */
  public void write(Frozen leads, ZoneId zone, Lines lines) {
    List<String> columns = leads.customFields();
    lines.take(Csv.header(columns), 0);
    var file = new File(columns, clock.instant(), zone, lines);
    leads.each(file::add);
    file.finish();
  }

  /** What was begun is finished: somebody waits for it. */
  @Override
  public void close() {
    writers.shutdown();
  }

  /** The lines of some leads, as soon as they are there. */
  private record Part(CompletableFuture<String> lines, int leads) {}

  /** Few parts are in memory at a time, so that who reads slowly makes it slow and nothing else. */
  private final class File {
    private final List<String> columns;
    private final Instant now;
    private final ZoneId zone;
    private final Lines lines;
    private final Queue<Part> underWay = new ArrayDeque<>();
    private List<WrittenLead> next = new ArrayList<>(AT_A_TIME);

    File(List<String> columns, Instant now, ZoneId zone, Lines lines) {
      this.columns = columns;
      this.now = now;
      this.zone = zone;
      this.lines = lines;
    }

    void add(WrittenLead lead) {
      next.add(lead);
      if (next.size() == AT_A_TIME) begin();
    }

    private void begin() {
      List<WrittenLead> leads = next;
      next = new ArrayList<>(AT_A_TIME);
      underWay.add(
          new Part(CompletableFuture.supplyAsync(() -> linesOf(leads), writers), leads.size()));
      if (underWay.size() > mostUnderWay) handOverFirst();
    }

    private String linesOf(List<WrittenLead> leads) {
      var text = new StringBuilder();
      for (WrittenLead lead : leads) text.append(Csv.line(Rows.exported(lead), columns, now, zone));
      return text.toString();
    }

    private void handOverFirst() {
      Part first = underWay.remove();
      lines.take(first.lines().join(), first.leads());
    }

    void finish() {
      if (!next.isEmpty()) begin();
      while (!underWay.isEmpty()) handOverFirst();
    }
  }
}
