package dev.leadline.gateway.handling;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.leadline.gateway.domain.AuditEntry;
import dev.leadline.gateway.domain.Unavailable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class KeepAuditTest {

  private static AuditEntry entry(int number) {
    return new AuditEntry(
        Instant.EPOCH,
        "default",
        "EXPORT",
        AuditEntry.Outcome.DONE,
        AuditEntry.WhoKind.MEMBER,
        "sam-" + number,
        null,
        null,
        List.of(),
        null,
        null,
        null);
  }

  @Test
  void all_that_was_taken_is_written_before_the_end_also_when_the_database_was_away() {
    var written = new CopyOnWriteArrayList<String>();
    var failures = new AtomicInteger(2);
    var audit =
        new KeepAudit(
            entries -> {
              if (failures.getAndDecrement() > 0) throw Unavailable.of("The database", null);
              entries.forEach(one -> written.add(String.valueOf(one.who())));
            });
    for (int i = 0; i < 1_200; i++) audit.record(entry(i));
    audit.close();
    assertThat(written).hasSize(1_200).startsWith("sam-0", "sam-1").endsWith("sam-1199");
    assertThat(audit.lost()).isZero();
  }

  @Test
  void an_entry_that_the_database_refuses_is_lost_alone() {
    var written = new CopyOnWriteArrayList<String>();
    var away = new AtomicInteger(1);
    var audit =
        new KeepAudit(
            entries -> {
              if (away.getAndDecrement() > 0) throw Unavailable.of("The database", null);
              if (entries.stream().anyMatch(one -> "sam-77".equals(one.who())))
                throw new IllegalStateException("A value is too large");
              entries.forEach(one -> written.add(String.valueOf(one.who())));
            });
    var logger = (Logger) LoggerFactory.getLogger(KeepAudit.class);
    var logged = new ListAppender<ILoggingEvent>();
    logged.start();
    logger.addAppender(logged);
    for (int i = 0; i < 200; i++) audit.record(entry(i));
    audit.close();
    logger.detachAppender(logged);
    assertThat(logged.list)
        .filteredOn(line -> line.getLevel() == Level.ERROR)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "An entry of the audit log cannot be written: EXPORT by a MEMBER at"
                + " 1970-01-01T00:00:00Z, for a IllegalStateException");
    assertThat(written).hasSize(199).startsWith("sam-0").endsWith("sam-199");
    assertThat(written).isSortedAccordingTo(Comparator.comparing(KeepAuditTest::number));
    assertThat(audit.lost()).isOne();
  }

  private static int number(String who) {
    return Integer.parseInt(who.substring("sam-".length()));
  }
}
