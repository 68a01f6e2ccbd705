package dev.leadline.leadservice.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private static final Duration SOON = Duration.ofMillis(5);
  private static final Duration NEVER = Duration.ofDays(1);

  private final AtomicInteger pieces = new AtomicInteger();

  private void awaitPieces(int atLeast) {
    await("%d pieces".formatted(atLeast)).until(() -> pieces.get() >= atLeast);
  }

  @Test
  void it_looks_again_by_itself_when_its_patience_is_over() {
    var backlog = new Backlog("test", SOON, () -> pieces.incrementAndGet() < 0);
    backlog.start();
    awaitPieces(3);
    backlog.stop();
  }

  @Test
  void it_does_what_is_there_at_once_and_what_comes_when_it_is_woken() {
    var backlog = new Backlog("test", NEVER, () -> pieces.incrementAndGet() < 3);
    backlog.start();
    awaitPieces(3);
    backlog.wake();
    awaitPieces(4);
    backlog.stop();
  }

  @Test
  void neither_a_failure_nor_an_error_ends_it() {
    var backlog =
        new Backlog(
            "test",
            SOON,
            () -> {
              switch (pieces.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("away");
                case 2 -> throw new StackOverflowError();
                default -> {
                  return false;
                }
              }
            });
    backlog.start();
    awaitPieces(3);
    backlog.stop();
  }

  @Test
  void who_ends_it_interrupts_the_piece_that_is_being_done_and_no_other_begins() {
    var interrupted = new AtomicBoolean();
    var backlog =
        new Backlog(
            "test",
            NEVER,
            () -> {
              pieces.incrementAndGet();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException ended) {
                interrupted.set(true);
              }
              return true;
            });
    backlog.start();
    awaitPieces(1);
    backlog.stop();
    assertThat(interrupted).isTrue();
    assertThat(pieces).hasValue(1);
  }
}
