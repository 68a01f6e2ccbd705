package dev.leadline.gateway.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.view.RowChanged;
import dev.leadline.gateway.domain.IndexedRow;
import dev.leadline.gateway.domain.Positions;
import dev.leadline.gateway.domain.TellErased;
import dev.leadline.gateway.domain.Unavailable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Nobody who is erased is forgotten by a crash between the index and the files of exports; where it
 * begins.
 */
class KeepIndexTest {

  private static final String TOPIC = "a-topic";
  private static final Instant OLDEST = Instant.parse("2026-11-20T09:00:00Z");
  private static final IndexedRow ERASED =
      new IndexedRow.Erased("default", "ana", 7, OLDEST.plusSeconds(1), false);
  private static final IndexedRow ERASED_LONG_AGO =
      new IndexedRow.Erased("default", "bo", 7, OLDEST, false);

  /** What happened, in order; an index may be put on disk with all that it was given. */
  private final List<String> happened = new CopyOnWriteArrayList<>();

  private final AtomicReference<Positions> positions = new AtomicReference<>();
  private final AtomicBoolean exportsAreAway = new AtomicBoolean();

  private final KeepIndex index =
      new KeepIndex(
          positions::get,
          (rows, from) -> {
            rows.scan(batch -> happened.add("scanned"));
            happened.add("on disk at " + from.next());
            positions.set(from);
            return 1;
          },
          batches -> batches.accept(List.of(ERASED, ERASED_LONG_AGO)),
          leadIds -> List.of(ERASED),
          this::changed,
          new ChangeStream(10, 10),
          new Exports());

  private void changed(Collection<IndexedRow> rows, Collection<String> gone, Positions upTo) {
    happened.add("on disk at " + upTo.next());
  }

  private final class Exports implements TellErased {

    @Override
    public Instant since() {
      return OLDEST;
    }

    @Override
    public void erased(Collection<IndexedRow.Erased> leads) {
      if (exportsAreAway.get()) throw Unavailable.of("The list of exports", null);
      happened.add("told of " + leads.stream().map(IndexedRow::leadId).toList());
    }
  }

  private void follows(long offset) {
    index.follow(
        List.of(new RowChanged("ana", "default", 7)),
        Set.of(),
        new Positions(Map.of(0, offset + 1)));
  }

  @Test
  void the_index_is_not_beyond_an_erasure_that_nobody_was_told_of() {
    positions.set(new Positions(Map.of(0, 3L)));
    index.begin(TOPIC, Map.of(0, 0L), Map.of(0, 4L));
    exportsAreAway.set(true);
    for (int tries = 0; tries < 2; tries++)
      assertThatThrownBy(() -> follows(3)).isInstanceOf(Unavailable.class);
    assertThat(happened).containsOnly("on disk at {0=3}");
    exportsAreAway.set(false);
    follows(3);
    assertThat(happened.subList(2, happened.size()))
        .containsExactly("on disk at {0=3}", "told of [ana]", "on disk at {0=4}");
  }

  @Test
  void a_topic_that_was_made_anew_is_not_taken_for_the_one_before_though_it_has_as_many_changes() {
    positions.set(new Positions(Map.of(0, 3L), "another-topic"));
    index.begin(TOPIC, Map.of(0, 0L), Map.of(0, 4L));
    await("it is built anew").until(() -> happened.contains("on disk at {0=4}"));
    assertThat(positions.get().topicId()).isEqualTo(TOPIC);
    index.close();
  }

  @Test
  void an_index_goes_on_where_either_did_not_say_which_topic_it_is() {
    positions.set(new Positions(Map.of(0, 3L)));
    assertThat(index.begin(TOPIC, Map.of(0, 0L), Map.of(0, 4L)).next()).containsEntry(0, 3L);
    positions.set(new Positions(Map.of(0, 3L), TOPIC));
    assertThat(index.begin(null, Map.of(0, 0L), Map.of(0, 4L)).next()).containsEntry(0, 3L);
    assertThat(happened).isEmpty();
  }

  /** Nor need those be told of who are in nothing that is kept: in time they are very many. */
  @Test
  void an_index_that_is_built_is_not_on_disk_before_all_who_are_erased_were_told() {
    index.begin(TOPIC, Map.of(0, 0L), Map.of(0, 4L));
    await("it is built").until(() -> happened.size() == 4);
    assertThat(happened)
        .containsExactly("scanned", "told of [ana]", "on disk at {0=4}", "told of [ana]");
    index.close();
  }
}
