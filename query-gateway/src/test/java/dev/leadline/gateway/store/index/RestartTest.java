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
import dev.leadline.gateway.domain.Unavailable;
import dev.leadline.gateway.handling.Rows;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the index is after a stop, a crash, or an accident with its files. */
class RestartTest {

  private static final Positions FIRST = new Positions(Map.of(0, 100L, 1, 7L));

  @TempDir private Path folder;

  private final RandomLeads leads = new RandomLeads(new Random(11));

  private LuceneLeadIndex open() {
    return IndexWriterProcess.open(folder);
  }

  private static FindLeads.Answer all(LuceneLeadIndex index) {
    return index.find(
        new LeadQuery("tenant-a", Filters.NONE, SortOrder.NEWEST, null, 10_000, true));
  }

  private static List<String> ids(LuceneLeadIndex index) {
    return all(index).found().stream().map(found -> Rows.read(found.row()).leadId()).toList();
  }

  private void build(LuceneLeadIndex index, IndexedRow... rows) {
    index.build(batches -> batches.accept(List.of(rows)), FIRST);
  }

  @Test
  void an_index_that_is_not_there_has_no_positions_and_no_answers() throws Exception {
    try (var index = open()) {
      assertThat(index.positions()).isNull();
      assertThat(index.isReady()).isFalse();
      assertThatThrownBy(() -> all(index)).isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void it_goes_on_from_where_it_was_stopped() throws Exception {
    try (var index = open()) {
      build(index, leads.row("a", "tenant-a", 1), leads.row("b", "tenant-a", 1));
      index.change(
          List.of(leads.row("c", "tenant-a", 1)),
          Set.of("a"),
          new Positions(Map.of(0, 101L, 1, 8L), "a-topic"));
    }
    try (var index = open()) {
      assertThat(index.positions()).isEqualTo(new Positions(Map.of(0, 101L, 1, 8L), "a-topic"));
      assertThat(ids(index)).containsExactlyInAnyOrder("b", "c");
    }
  }

  @Test
  void a_build_that_failed_leaves_nothing_to_go_on_from() throws Exception {
    try (var index = open()) {
      assertThatThrownBy(
              () ->
                  index.build(
                      batches -> {
                        batches.accept(List.of(leads.row("a", "tenant-a", 1)));
                        throw Unavailable.of("The rows of leads", null);
                      },
                      FIRST))
          .isInstanceOf(Unavailable.class);
      assertThat(index.positions()).isNull();
    }
    try (var index = open()) {
      assertThat(index.positions()).isNull();
      build(index, leads.row("b", "tenant-a", 1));
      assertThat(ids(index)).containsExactly("b");
    }
  }

  @Test
  void what_cannot_be_read_stays_as_it_was_and_the_next_start_builds_anew() throws Exception {
    try (var index = open()) {
      build(index, leads.row("a", "tenant-a", 1), leads.row("b", "tenant-a", 1));
      index.change(
          List.of(new IndexedRow.Unreadable("a"), leads.row("c", "tenant-a", 1)), Set.of(), FIRST);
      assertThat(ids(index)).containsExactlyInAnyOrder("a", "b", "c");
    }
    try (var index = open()) {
      assertThat(index.positions()).isNull();
      build(index, leads.row("b", "tenant-a", 1), new IndexedRow.Unreadable("a"));
      assertThat(ids(index)).containsExactly("b");
    }
    try (var index = open()) {
      assertThat(index.positions()).as("it lacks one still").isNull();
      build(index, leads.row("b", "tenant-a", 1), leads.row("a", "tenant-a", 2));
    }
    try (var index = open()) {
      assertThat(index.positions()).isEqualTo(FIRST);
      assertThat(ids(index)).containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void a_damaged_index_is_noticed_and_built_anew() throws Exception {
    try (var index = open()) {
      build(index, leads.several(200).toArray(IndexedRow[]::new));
    }
    Path biggest;
    try (var files = Files.list(folder)) {
      biggest = files.max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
    }
    try (var file = FileChannel.open(biggest, StandardOpenOption.WRITE)) {
      file.write(StandardCharsets.US_ASCII.encode("damage"), file.size() / 2);
    }
    try (var index = open()) {
      assertThat(index.positions()).isNull();
      build(index, leads.row("a", "tenant-a", 1));
      assertThat(ids(index)).containsExactly("a");
    }
  }

  @Test
  void an_index_of_an_older_layout_is_built_anew() throws Exception {
    try (var index = open()) {
      build(index, leads.row("a", "tenant-a", 1));
    }
    try (var directory = FSDirectory.open(folder);
        var writer = new IndexWriter(directory, new IndexWriterConfig())) {
      Map<String, String> told = new HashMap<>();
      for (var one : writer.getLiveCommitData()) told.put(one.getKey(), one.getValue());
      assertThat(told).containsEntry("layout", Fields.LAYOUT);
      told.put("layout", "1");
      writer.setLiveCommitData(told.entrySet());
      writer.commit();
    }
    try (var index = open()) {
      assertThat(index.positions()).isNull();
      build(index, leads.row("b", "tenant-a", 1));
      assertThat(ids(index)).containsExactly("b");
    }
  }

  @Test
  void two_gateways_do_not_share_a_folder() throws Exception {
    try (var _ = open()) {
      assertThatThrownBy(this::open).hasMessageContaining("Another gateway uses the folder");
    }
  }

  @Test
  void an_older_row_never_takes_the_place_of_a_newer_one_even_of_one_that_left_the_list()
      throws Exception {
    try (var index = open()) {
      build(index, leads.row("a", "tenant-a", 5), leads.row("b", "tenant-a", 5));
      index.change(
          List.of(
              leads.row("a", "tenant-a", 4),
              new IndexedRow.Erased("tenant-a", "b", 6, null, false)),
          Set.of(),
          FIRST);
      index.change(List.of(leads.row("b", "tenant-a", 5)), Set.of(), FIRST);
      assertThat(ids(index)).containsExactly("a");
      assertThat(Rows.read(all(index).found().getFirst().row()).version()).isEqualTo(5);
      index.change(List.of(leads.row("b", "tenant-a", 7)), Set.of(), FIRST);
      assertThat(ids(index)).containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void what_was_built_becomes_one_segment_by_itself_also_after_a_stop_in_the_middle()
      throws Exception {
    try (var index = open()) {
      build(index, leads.row("a", "tenant-a", 1));
      await("it is one").until(() -> told().get("merge").equals("false"));
    }
    // As it is when the gateway stops while several are being merged.
    try (var directory = FSDirectory.open(folder);
        var writer =
            new IndexWriter(
                directory,
                new IndexWriterConfig()
                    .setMergePolicy(NoMergePolicy.INSTANCE)
                    .setIndexSort(IndexFolder.ORDER))) {
      Map<String, String> told = told();
      told.put("merge", "true");
      writer.setLiveCommitData(told.entrySet());
      for (String lead : List.of("b", "c")) {
        writer.addDocument(Documents.of(leads.row(lead, "tenant-a", 1)));
        writer.commit();
      }
    }
    assertThat(segments()).isEqualTo(3);
    try (var index = open()) {
      assertThat(ids(index)).containsExactlyInAnyOrder("a", "b", "c");
      await("it is one").until(() -> told().get("merge").equals("false"));
      assertThat(segments()).isEqualTo(1);
      assertThat(ids(index)).containsExactlyInAnyOrder("a", "b", "c");
    }
  }

  private int segments() throws IOException {
    try (var directory = FSDirectory.open(folder);
        var reader = DirectoryReader.open(directory)) {
      return reader.leaves().size();
    }
  }

  private Map<String, String> told() throws IOException {
    try (var directory = FSDirectory.open(folder);
        var reader = DirectoryReader.open(directory)) {
      return new HashMap<>(reader.getIndexCommit().getUserData());
    }
  }

  @Test
  void what_was_erased_leaves_the_files_too() throws Exception {
    String secret = "zanzibaria";
    try (var index = open()) {
      IndexedRow.Listed row = leads.row("a", "tenant-a", 1);
      var known =
          new IndexedRow.Listed(
              "tenant-a",
              row.row(),
              row.json(),
              Set.of("EMAIL:" + secret + "@acme.example"),
              Map.of("nickname", secret));
      build(index, known, leads.row("b", "tenant-a", 1));
      assertThat(filesHave(secret)).isTrue();
      index.change(
          List.of(new IndexedRow.Erased("tenant-a", "a", 2, null, false)), Set.of(), FIRST);
      await("the files are rewritten").until(() -> !filesHave(secret));
      assertThat(ids(index)).containsExactly("b");
    }
  }

  private boolean filesHave(String text) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList())
        try {
          if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) return true;
        } catch (NoSuchFileException purged) {
          return filesHave(text);
        }
    }
    return false;
  }

  @Test
  void killed_in_the_middle_of_changes_it_comes_back_as_a_fresh_index_would_be() throws Exception {
    long seed = Long.getLong("seed", ThreadLocalRandom.current().nextLong());
    System.out.println("RestartTest: -Dseed=" + seed);
    var random = new Random(seed);
    long reached = 0;
    for (int round = 0; round < 3; round++) reached = killAfter(200 + random.nextInt(1500));
    long end = reached + 500;
    try (var index = open()) {
      Positions positions = index.positions();
      assertThat(positions).as("something was committed").isNotNull();
      long next = positions.next().get(0);
      assertThat(next).isPositive().isLessThanOrEqualTo(reached + 25);
      IndexWriterProcess.follow(index, next, end);
      try (var fresh = IndexWriterProcess.open(folder.resolve("fresh"))) {
        fresh.build(rows -> {}, new Positions(Map.of(0, 0L)));
        IndexWriterProcess.follow(fresh, 0, end);
        assertThat(all(index)).isEqualTo(all(fresh));
        assertThat(all(fresh).total()).isGreaterThan(IndexWriterProcess.LEADS / 2);
      }
    }
  }

  /** Lets a process take in so many changes more, and kills it; how far it had come. */
  private long killAfter(int changes) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    // It is over before a second compiler had paid.
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(IndexWriterProcess.class.getName(), folder.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectError(new File(folder.toFile(), "../errors.txt"))
            .start();
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      long first = -1;
      long reached = -1;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        reached = Long.parseLong(line);
        if (first < 0) first = reached;
        if (reached >= first + changes) process.toHandle().destroyForcibly();
      }
      assertThat(process.waitFor()).as("killed").isEqualTo(128 + 9);
      return reached;
    }
  }
}
