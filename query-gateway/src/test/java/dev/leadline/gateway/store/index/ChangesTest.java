package dev.leadline.gateway.store.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.leadline.gateway.domain.Filters;
import dev.leadline.gateway.domain.FindLeads;
import dev.leadline.gateway.domain.IndexedRow;
import dev.leadline.gateway.domain.LeadQuery;
import dev.leadline.gateway.domain.Positions;
import dev.leadline.gateway.domain.SortOrder;
import dev.leadline.gateway.handling.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of an index that is merged, purged and asked meanwhile. */
class ChangesTest {

  private static final int LEADS = 400;
  private static final int BATCHES = 150;
  private static final int AT_ONCE = 25;
  private static final Positions BEGIN = new Positions(Map.of(0, 0L));

  @TempDir private Path folder;

  private final RandomLeads leads = new RandomLeads(new Random(5));

  private LuceneLeadIndex open() {
    return new LuceneLeadIndex(
        new IndexSettings(folder, true, Duration.ofMillis(50), Duration.ofMillis(1)));
  }

  private static FindLeads.Answer all(LuceneLeadIndex index, String tenant) {
    return index.find(new LeadQuery(tenant, Filters.NONE, SortOrder.NEWEST, null, 10_000, true));
  }

  /** How many documents there are, and of how many leads. */
  private static List<Long> counted(LuceneLeadIndex index) {
    FindLeads.Answer answer = all(index, "tenant-a");
    return List.of(
        answer.total(),
        answer.found().stream().map(one -> Rows.read(one.row()).leadId()).distinct().count());
  }

  private static Map<String, Long> versions(LuceneLeadIndex index) {
    FindLeads.Answer answer = all(index, "tenant-a");
    var versions = new HashMap<String, Long>();
    for (var found : answer.found())
      versions.put(Rows.read(found.row()).leadId(), Rows.read(found.row()).version());
    assertThat(answer.total()).as("one document for each lead").isEqualTo(versions.size());
    return versions;
  }

  @Test
  void each_lead_is_there_once_at_its_newest_version_at_any_moment() throws Exception {
    var random = new Random(7);
    var newest = new HashMap<String, Long>();
    var first = new ArrayList<IndexedRow>();
    for (int i = 0; i < LEADS; i++) {
      first.add(leads.row("lead-" + i, "tenant-a", 1));
      newest.put("lead-" + i, 1L);
    }
    try (var index = open()) {
      index.build(batches -> batches.accept(first), BEGIN);
      var over = new AtomicBoolean();
      var looks = new HashSet<List<Long>>();
      Thread onlooker =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (!over.get()) looks.add(counted(index));
                  });
      for (int batch = 1; batch <= BATCHES; batch++) {
        var rows = new ArrayList<IndexedRow>();
        for (int i = 0; i < AT_ONCE; i++) {
          String lead = "lead-" + random.nextInt(LEADS);
          long version = Math.max(1, newest.get(lead) + random.nextInt(4) - 1);
          rows.add(leads.row(lead, "tenant-a", version));
          newest.merge(lead, version, Math::max);
        }
        // Somebody who comes and goes, so that the index is purged again and again.
        boolean comes = batch % 2 == 1;
        if (comes) rows.add(leads.row("guest", "tenant-b", batch));
        index.change(
            rows, comes ? Set.of() : Set.of("guest"), new Positions(Map.of(0, (long) batch)));
        assertThat(all(index, "tenant-b").total()).isEqualTo(comes ? 1 : 0);
      }
      over.set(true);
      onlooker.join();
      assertThat(looks).containsOnly(List.of((long) LEADS, (long) LEADS));
      assertThat(versions(index)).isEqualTo(newest);
    }
    try (var again = open()) {
      assertThat(versions(again)).isEqualTo(newest);
    }
  }

  @Test
  void a_merge_that_ends_in_the_middle_of_a_batch_loses_nothing_of_it() throws IOException {
    var first = new ArrayList<IndexedRow>();
    for (String lead : List.of("a", "b", "c", "guest")) first.add(leads.row(lead, "tenant-a", 1));
    var settings = new IndexSettings(folder, true, Duration.ZERO, Duration.ofSeconds(1));
    try (var index = new LuceneLeadIndex(settings)) {
      index.build(batches -> batches.accept(first), BEGIN);
      // Their segment is rewritten without the guest a second after they have gone.
      index.change(List.of(), Set.of("guest"), BEGIN);
      var goes =
          new AbstractList<String>() {
            @Override
            public String get(int i) {
              assertThat(isPurged()).isFalse();
              await().ignoreExceptions().until(() -> isPurged());
              return "b";
            }

            @Override
            public int size() {
              return 1;
            }
          };
      index.change(List.of(leads.row("a", "tenant-a", 2)), goes, BEGIN);
      assertThat(versions(index)).isEqualTo(Map.of("a", 2L, "c", 1L));
    }
  }

  private boolean isPurged() {
    try (var directory = FSDirectory.open(folder)) {
      return "false".equals(SegmentInfos.readLatestCommit(directory).getUserData().get("purge"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void a_batch_that_failed_in_the_middle_and_comes_again_is_taken_once() throws Exception {
    var rows =
        List.<IndexedRow>of(
            leads.row("a", "tenant-a", 2),
            leads.row("b", "tenant-a", 1),
            leads.row("c", "tenant-a", 1));
    try (var index = open()) {
      index.build(batches -> batches.accept(List.of(leads.row("a", "tenant-a", 1))), BEGIN);
      // The rows are written before it is looked who has gone.
      var failing =
          new AbstractList<String>() {
            @Override
            public String get(int i) {
              throw new IllegalStateException("a mistake of ours");
            }

            @Override
            public int size() {
              return 1;
            }
          };
      var upTo = new Positions(Map.of(0, 3L));
      assertThatThrownBy(() -> index.change(rows, failing, upTo))
          .isInstanceOf(IllegalStateException.class);
      index.change(rows, Set.of(), upTo);
      assertThat(versions(index)).isEqualTo(Map.of("a", 2L, "b", 1L, "c", 1L));
    }
  }
}
