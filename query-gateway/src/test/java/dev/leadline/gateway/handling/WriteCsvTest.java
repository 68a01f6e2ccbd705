package dev.leadline.gateway.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.gateway.domain.WrittenLead;
import dev.leadline.gateway.domain.WrittenRow;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteCsvTest {

  private static final int LEADS = 20_003;
  private static final int PROCESSORS = 3;

  private static final String ROW =
      """
      {"leadId": "lead-%d", "label": "Ana", "identityStatus": "SELF_IDENTIFIED", "known": "VERIFIED",
       "stage": "ENGAGED", "engagement": "NONE", "messageCount": 0,
       "nextStepLabel": "No upcoming steps", "channels": [], "agentIds": [], "source": "LEADLINE",
       "blocked": false, "control": {"mode": "AUTOMATED", "version": 0}, "suspectedBot": false,
       "version": 7}\
      """;

  private final WriteCsv csv = new WriteCsv(Clock.systemUTC(), PROCESSORS);

  /** How many leads have been read so far. */
  private final AtomicInteger read = new AtomicInteger();

  @AfterEach
  void close() {
    csv.close();
  }

  private static WrittenLead lead(int number) {
    return new WrittenLead(
        new WrittenRow(ROW.formatted(number), Long.MAX_VALUE),
        number == 1 ? "{\"plan\": \"Team, yearly\"}" : null);
  }

  private final class Leads implements FreezeLeads.Frozen {

    @Override
    public long total() {
      return LEADS;
    }

    @Override
    public List<String> customFields() {
      return List.of("plan");
    }

    @Override
    public void each(Consumer<WrittenLead> leads) {
      for (int i = 0; i < LEADS; i++) {
        read.incrementAndGet();
        leads.accept(lead(i));
      }
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  @Test
  void the_lines_are_all_leads_in_their_order() {
    var text = new StringBuilder();
    var written = new AtomicInteger();
    csv.write(
        new Leads(),
        ZoneOffset.UTC,
        (lines, leads) -> {
          text.append(lines);
          written.addAndGet(leads);
        });
    List<String> lines = text.toString().lines().toList();
    assertThat(written).hasValue(LEADS);
    assertThat(lines.getFirst()).startsWith("lead_id,label,").endsWith(",version,plan");
    assertThat(lines.stream().skip(1).map(line -> line.substring(0, line.indexOf(','))))
        .containsExactlyElementsOf(
            IntStream.range(0, LEADS).mapToObj(number -> "lead-" + number).toList());
    assertThat(lines.get(2)).endsWith(",7,\"Team, yearly\"");
    assertThat(lines.get(3)).endsWith(",7,");
  }

  @Test
  void who_reads_slowly_is_not_read_ahead_of() {
    var ahead = new ArrayList<Integer>();
    var written = new AtomicInteger();
    csv.write(
        new Leads(),
        ZoneOffset.UTC,
        (lines, leads) -> {
          ahead.add(read.get() - written.get());
          written.addAndGet(leads);
        });
    assertThat(ahead).allMatch(leads -> leads <= 250 * (2 * PROCESSORS + 1));
  }

  @Test
  void who_has_gone_away_ends_it() {
    var gone = new IllegalStateException("gone");
    assertThatThrownBy(
            () ->
                csv.write(
                    new Leads(),
                    ZoneOffset.UTC,
                    (lines, leads) -> {
                      if (leads > 0) throw gone;
                    }))
        .isSameAs(gone);
    assertThat(read).hasValueLessThan(LEADS);
  }
}
