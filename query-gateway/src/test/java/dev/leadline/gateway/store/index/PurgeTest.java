package dev.leadline.gateway.store.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** What was erased is known to be in the files for as long as it may be. */
class PurgeTest {

  private final Semaphore begins = new Semaphore(0);
  private final Semaphore mayEnd = new Semaphore(0);
  private final List<Boolean> leftWhenRewritten = new CopyOnWriteArrayList<>();

  private volatile boolean fails;

  private final Purge purge = Purge.start(Duration.ZERO, this::rewrite, this::rewritten);

  private void rewrite() {
    begins.release();
    mayEnd.acquireUninterruptibly();
    if (fails) throw new IllegalStateException("No room on the disk");
  }

  private void rewritten() {
    leftWhenRewritten.add(purge.isLeft());
  }

  @Test
  void it_is_left_while_the_files_are_rewritten_for_they_may_not_be_in_the_end() {
    try (var _ = purge) {
      assertThat(purge.isLeft()).isFalse();
      purge.ask();
      begins.acquireUninterruptibly();
      assertThat(purge.isLeft()).as("what is put on disk now is gone on with").isTrue();
      mayEnd.release();
      await("it is told").untilAsserted(() -> assertThat(leftWhenRewritten).containsExactly(false));
    }
  }

  @Test
  void what_is_erased_meanwhile_is_left_for_the_next_time() {
    try (var _ = purge) {
      purge.ask();
      begins.acquireUninterruptibly();
      purge.ask();
      mayEnd.release();
      begins.acquireUninterruptibly();
      assertThat(leftWhenRewritten).containsExactly(true);
      mayEnd.release();
      await("it is told")
          .untilAsserted(() -> assertThat(leftWhenRewritten).containsExactly(true, false));
    }
  }

  @Test
  void what_could_not_be_rewritten_is_left_until_it_could() {
    try (var _ = purge) {
      fails = true;
      purge.ask();
      begins.acquireUninterruptibly();
      mayEnd.release();
      purge.ask();
      begins.acquireUninterruptibly();
      assertThat(purge.isLeft()).isTrue();
      assertThat(leftWhenRewritten).as("the first time").isEmpty();
      fails = false;
      mayEnd.release();
      await("it is told").untilAsserted(() -> assertThat(leftWhenRewritten).containsExactly(false));
    }
  }
}
