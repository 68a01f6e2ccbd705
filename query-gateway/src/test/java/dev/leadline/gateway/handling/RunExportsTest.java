package dev.leadline.gateway.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.gateway.domain.ExportJob;
import dev.leadline.gateway.domain.ExportJob.State;
import dev.leadline.gateway.domain.Filters;
import dev.leadline.gateway.domain.IndexedRow.Erased;
import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.domain.SortOrder;
import dev.leadline.gateway.domain.WrittenLead;
import dev.leadline.gateway.domain.WrittenRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunExportsTest {

  private static final String ROW =
      """
      {"leadId": "%s", "label": "Ana", "identityStatus": "SELF_IDENTIFIED", "known": "VERIFIED",
       "stage": "ENGAGED", "engagement": "NONE", "messageCount": 0,
       "nextStepLabel": "No upcoming steps", "channels": [], "agentIds": [], "source": "LEADLINE",
       "blocked": false, "control": {"mode": "AUTOMATED", "version": 0}, "suspectedBot": false,
       "version": 7}\
      """;

  private static final LeadQuery QUERY =
      new LeadQuery("default", Filters.NONE, SortOrder.NEWEST, null, 1, false);

  private static final Erased ANA = new Erased("default", "ana", 7, null, false);

  /** Once part of another lead, which has her id in no line. */
  private static final Erased PARTED = new Erased("default", "ana", 7, null, true);

  private static final LeadQuery OF_OTHERS =
      new LeadQuery("other", Filters.NONE, SortOrder.NEWEST, null, 1, false);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-20T09:00:00Z"));
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);

  private @Nullable Runnable atTheEnd;
  private @Nullable Runnable afterFreezing;
  private volatile List<String> rows = List.of();
  private final ExportsInMemory exports =
      new ExportsInMemory(clock) {
        @Override
        public boolean end(
            UUID id, State how, @Nullable String reason, @Nullable Instant expiresAt) {
          if (atTheEnd != null) atTheEnd.run();
          return super.end(id, how, reason, expiresAt);
        }
      };
  private final WriteCsv csv = new WriteCsv(clock, 1);
  private final RunExports run =
      new RunExports(this::frozen, csv, exports, exports, Duration.ofDays(1), clock);

  @AfterEach
  void close() {
    run.close();
    csv.close();
  }

  private static String row(String leadId) {
    return ROW.formatted(leadId);
  }

  /** A list as it was, which is read once its latch is open. */
  private record Leads(List<String> rows, CountDownLatch readable) implements FreezeLeads.Frozen {

    @Override
    public long total() {
      return rows.size();
    }

    @Override
    public List<String> customFields() {
      return List.of();
    }

    @Override
    public void each(Consumer<WrittenLead> leads) {
      try {
        readable.await();
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
      for (String row : rows)
        leads.accept(new WrittenLead(new WrittenRow(row, Long.MAX_VALUE), null));
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private final AtomicReference<CountDownLatch> readable =
      new AtomicReference<>(new CountDownLatch(0));

  private Leads frozen(LeadQuery query) {
    var leads = new Leads(rows, readable.get());
    if (afterFreezing != null) afterFreezing.run();
    return leads;
  }

  private UUID begins(String... withRows) {
    rows = List.of(withRows);
    ExportJob job = run.begin(QUERY, "{}", "sam.reed");
    assertThat(job).isNotNull();
    return job.id();
  }

  /** Begins one that is not written before the latch is open. */
  private UUID beginsBehind(CountDownLatch latch, String... withRows) {
    readable.set(latch);
    UUID id = begins(withRows);
    readable.set(new CountDownLatch(0));
    return id;
  }

  private UUID file(UUID id) {
    return exports.job(id).file();
  }

  private ExportJob ended(UUID id) {
    await("the export has ended")
        .atMost(Duration.ofSeconds(20))
        .until(() -> exports.job(id).state() != State.RUNNING);
    return exports.job(id);
  }

  @Test
  void who_was_erased_while_an_export_waited_for_its_turn_is_in_no_file() {
    var latch = new CountDownLatch(1);
    UUID slow = beginsBehind(latch, row("other"));
    UUID waits = begins(row("ana"), row("bo"));
    UUID without = begins(row("bo"));
    run.erased(Set.of(ANA));
    latch.countDown();
    assertThat(ended(waits).state()).isEqualTo(State.FAILED);
    assertThat(ended(waits).reason())
        .isEqualTo("A lead in it was erased meanwhile. Begin it again.");
    assertThat(ended(slow).state()).isEqualTo(State.DONE);
    assertThat(ended(without).state()).isEqualTo(State.DONE);
    assertThat(exports.all()).containsExactlyInAnyOrder(file(slow), file(without));

    rows = List.of(row("bo"));
    assertThat(run.again(exports.job(waits), QUERY)).isNotNull();
    assertThat(ended(waits).state()).isEqualTo(State.DONE);
  }

  /** The line of the whole has the id of the whole, and what was known of its parts. */
  @Test
  void who_was_part_of_another_lead_is_in_no_file_of_their_tenant_once_they_are_erased() {
    UUID done = begins(row("whole"));
    ended(done);
    ExportJob others = run.begin(OF_OTHERS, "{}", "sam.reed");
    assertThat(others).isNotNull();
    ended(others.id());
    var latch = new CountDownLatch(1);
    UUID waits = beginsBehind(latch, row("whole"));
    run.erased(Set.of(PARTED));
    latch.countDown();
    assertThat(exports.job(done).state()).isEqualTo(State.EXPIRED);
    assertThat(exports.job(done).reason())
        .isEqualTo("Somebody was erased who may be in it. Export again.");
    assertThat(ended(waits).state()).isEqualTo(State.FAILED);
    assertThat(exports.all()).containsExactly(file(others.id()));
  }

  /** A gateway that builds its index is told of all who were ever erased, as far as they count. */
  @Test
  void who_was_erased_long_before_a_file_was_made_takes_it_along_no_more() {
    UUID done = begins(row("whole"));
    ended(done);
    assertThat(run.since()).isEqualTo(now.get().minus(Duration.ofDays(7)));
    var latch = new CountDownLatch(1);
    UUID waits = beginsBehind(latch, row("whole"));
    run.erased(Set.of(parted(now.get().minus(Duration.ofDays(7)))));
    latch.countDown();
    assertThat(ended(waits).state()).isEqualTo(State.DONE);
    assertThat(exports.all()).containsExactlyInAnyOrder(file(done), file(waits));
    run.erased(Set.of(parted(now.get().minus(Duration.ofDays(6)))));
    assertThat(exports.all()).as("a list may be behind").isEmpty();
  }

  private static Erased parted(Instant at) {
    return new Erased("default", "ana", 7, at, true);
  }

  @Test
  void who_is_erased_between_the_freezing_and_the_beginning_is_in_no_file() {
    afterFreezing = () -> run.erased(Set.of(ANA));
    UUID id = begins(row("ana"));
    assertThat(ended(id).state()).isEqualTo(State.FAILED);
    assertThat(exports.all()).isEmpty();
  }

  @Test
  void who_is_erased_while_an_export_ends_is_in_no_file() throws InterruptedException {
    var erasing = new AtomicReference<@Nullable Thread>();
    atTheEnd =
        () -> {
          Thread erases = Thread.ofPlatform().start(() -> run.erased(Set.of(ANA)));
          erasing.set(erases);
          await("the erasure has looked, or waits for the end")
              .until(
                  () ->
                      Set.of(Thread.State.BLOCKED, Thread.State.TERMINATED)
                          .contains(erases.getState()));
        };
    UUID id = begins(row("ana"));
    ended(id);
    Thread erases = erasing.get();
    assertThat(erases).isNotNull();
    erases.join();
    assertThat(exports.job(id).state()).isEqualTo(State.EXPIRED);
    assertThat(exports.all()).isEmpty();
  }

  @Test
  void what_cannot_be_written_fails_and_leaves_nothing() {
    UUID id = begins(row("ana"), "{\"leadId\": 7, \"label\": [\"Ana\"]");
    assertThat(ended(id).state()).isEqualTo(State.FAILED);
    assertThat(ended(id).reason())
        .isEqualTo("Something in it cannot be written. The log of the gateway says where.");
    assertThat(exports.all()).isEmpty();
    assertThat(ended(begins(row("bo"))).state()).as("the next one").isEqualTo(State.DONE);
  }

  @Test
  void what_a_killed_gateway_has_left_goes() {
    UUID done = begins(row("bo"));
    ended(done);
    UUID part = UUID.randomUUID();
    UUID unmarked = UUID.randomUUID();
    for (UUID id : List.of(part, unmarked))
      exports.begin(
          new ExportJob(
              id, id, "default", "sam.reed", "{}", State.RUNNING, 1, 0, null, now.get(), null));
    exports.create(part);
    exports.create(unmarked);
    exports.complete(unmarked);
    run.sweep();
    assertThat(exports.all()).as("others may write them").contains(part, unmarked);
    now.updateAndGet(before -> before.plusSeconds(21));
    run.sweep();
    assertThat(exports.job(part).state()).isEqualTo(State.FAILED);
    assertThat(exports.all()).containsExactly(file(done));
  }

  @Test
  void an_export_that_waits_for_its_turn_is_not_given_up() {
    var latch = new CountDownLatch(1);
    UUID slow = beginsBehind(latch, row("ana"));
    UUID waits = begins(row("bo"));
    for (int i = 0; i < 5; i++) {
      now.updateAndGet(before -> before.plusSeconds(10));
      run.sweep();
    }
    latch.countDown();
    assertThat(ended(slow).state()).isEqualTo(State.DONE);
    assertThat(ended(waits).state()).isEqualTo(State.DONE);
  }

  /** Which sweeps as often as its settings say, and another one as its own do. */
  @Test
  void an_export_that_waits_at_another_gateway_is_not_given_up_either() {
    var latch = new CountDownLatch(1);
    UUID slow = beginsBehind(latch, row("ana"));
    UUID waits = begins(row("bo"));
    try (var other =
        new RunExports(this::frozen, csv, exports, exports, Duration.ofDays(1), clock)) {
      for (int i = 0; i < 5; i++) {
        now.updateAndGet(before -> before.plus(RunExports.TOUCHED_EVERY));
        run.touch();
        other.sweep();
      }
    }
    latch.countDown();
    assertThat(ended(slow).state()).isEqualTo(State.DONE);
    assertThat(ended(waits).state()).isEqualTo(State.DONE);
  }

  @Test
  void a_gateway_that_was_given_up_and_goes_on_late_is_in_nobodys_way() {
    var latch = new CountDownLatch(1);
    UUID id = beginsBehind(latch, row("ana"));
    UUID next = beginsBehind(latch, row("cy"));
    now.updateAndGet(before -> before.plusSeconds(21));
    try (var other =
        new RunExports(this::frozen, csv, exports, exports, Duration.ofDays(1), clock)) {
      other.sweep();
      assertThat(exports.job(id).reason()).isEqualTo(RunExports.ABANDONED);
      rows = List.of(row("bo"));
      assertThat(other.again(exports.job(id), QUERY)).isNotNull();
      assertThat(ended(id).state()).isEqualTo(State.DONE);
    }
    latch.countDown();
    UUID last = begins(row("dee"));
    assertThat(ended(last).state()).as("after both that were given up").isEqualTo(State.DONE);
    assertThat(exports.job(id).state()).isEqualTo(State.DONE);
    assertThat(exports.whole).containsOnlyKeys(file(id), file(last));
    assertThat(exports.whole.get(file(id))).contains("bo,").doesNotContain("ana,");
    assertThat(exports.parts).isEmpty();
    assertThat(exports.job(next).state()).isEqualTo(State.FAILED);
  }
}
