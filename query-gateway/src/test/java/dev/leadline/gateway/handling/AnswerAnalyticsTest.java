package dev.leadline.gateway.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.Channel;
import dev.leadline.gateway.domain.AnalyticsQuery;
import dev.leadline.gateway.domain.IndexedRow;
import dev.leadline.gateway.domain.IndexedRow.Erased;
import dev.leadline.gateway.domain.Overview;
import dev.leadline.gateway.domain.Timeframe;
import dev.leadline.gateway.domain.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AnswerAnalyticsTest {

  private static final Duration LITTLE = Duration.ofMillis(50);

  private volatile Instant now = Instant.parse("2026-11-22T09:00:00Z");
  private volatile Duration takes = Duration.ZERO;

  /** Whose questions have begun. */
  private final List<String> begun = new CopyOnWriteArrayList<>();

  private final Set<String> erased = new HashSet<>();

  private final CountDownLatch slow = new CountDownLatch(1);
  private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
  private final AnswerAnalytics analytics = analytics(LITTLE);

  private AnswerAnalytics analytics(Duration patience) {
    return new AnswerAnalytics(
        new Sums(),
        ids -> ids.stream().filter(erased::contains).map(AnswerAnalyticsTest::gone).toList(),
        ((InstantSource) () -> now).withZone(ZoneOffset.UTC),
        patience);
  }

  @AfterEach
  void end() {
    slow.countDown();
    others.close();
  }

  private static AnalyticsQuery of(String tenant, int days) {
    Instant to = Instant.parse("2026-11-23T00:00:00Z");
    return new AnalyticsQuery(
        tenant,
        new Timeframe.Bounds(to.minus(Duration.ofDays(days)), to, ZoneOffset.UTC),
        null,
        null);
  }

  private CompletableFuture<Overview> askedBeside(AnswerAnalytics analytics, AnalyticsQuery query) {
    int before = begun.size();
    var answer = CompletableFuture.supplyAsync(() -> analytics.answer(query), others);
    await("the question is worked on").until(() -> begun.size() > before);
    return answer;
  }

  @Test
  void a_long_question_of_one_tenant_keeps_no_other_waiting() {
    var held = askedBeside(analytics, of("slow-1", 90));
    assertThat(analytics.answer(of("quick", 7))).isNotNull();
    assertThat(held).isNotDone();
    slow.countDown();
    assertThat(held.join()).isNotNull();
  }

  @Test
  void a_second_question_of_a_tenant_does_not_wait_for_ever() {
    assertThat(askedBeside(analytics, of("slow-1", 90))).isNotDone();
    assertThatThrownBy(() -> analytics.answer(of("slow-1", 30)))
        .isInstanceOf(Unavailable.class)
        .hasMessage("Other numbers of yours are being added up. Ask again in a moment.");
    assertThat(begun).containsExactly("slow-1");
  }

  @Test
  void memory_is_for_the_questions_of_two_tenants_at_once() {
    assertThat(askedBeside(analytics, of("slow-1", 90))).isNotDone();
    assertThat(askedBeside(analytics, of("slow-2", 90))).isNotDone();
    assertThatThrownBy(() -> analytics.answer(of("quick", 7)))
        .isInstanceOf(Unavailable.class)
        .hasMessage("The numbers of others are being added up. Ask again in a moment.");
    slow.countDown();
    await("there is room again").until(() -> isAnswered(analytics, "quick"));
  }

  @Test
  void who_has_waited_for_their_turn_waits_for_other_tenants_only_as_long_as_is_left() {
    var patience = Duration.ofSeconds(2);
    var patient = analytics(patience);
    for (String tenant : List.of("slow-1", "slow-2")) askedBeside(patient, of(tenant, 90));
    var first = new Thread(() -> isAnswered(patient, "quick"));
    first.start();
    await("it has the turn, and no place")
        .until(() -> first.getState() == Thread.State.TIMED_WAITING);
    long before = System.nanoTime();
    assertThatThrownBy(() -> patient.answer(of("quick", 30))).isInstanceOf(Unavailable.class);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(patience.plusSeconds(1));
  }

  private static boolean isAnswered(AnswerAnalytics analytics, String tenant) {
    try {
      analytics.answer(of(tenant, 7));
      return true;
    } catch (Unavailable busy) {
      return false;
    }
  }

  @Test
  void an_answer_is_good_for_as_long_as_it_took_and_for_a_minute_at_most() {
    assertIsGoodFor(Duration.ofSeconds(5), Duration.ofSeconds(1));
    assertIsGoodFor(Duration.ofSeconds(40), Duration.ofSeconds(40));
    assertIsGoodFor(Duration.ofMinutes(1), Duration.ofMinutes(10));
  }

  /** What they had asked may be in an answer of before, or go later than they do. */
  @Test
  void who_was_erased_is_in_no_answer_any_more() {
    var query = of("asking", 7);
    assertThat(asking(query)).containsExactlyInAnyOrder("bo", "ana", "whole");
    erased.add("ana");
    assertThat(asking(query)).containsExactlyInAnyOrder("bo", "whole");
    now = now.plus(Duration.ofHours(2));
    assertThat(asking(query)).as("as long as it is read").containsExactlyInAnyOrder("bo", "whole");
    erased.add("part");
    assertThat(asking(query)).as("given back since").containsExactly("bo");
  }

  private static IndexedRow gone(String leadId) {
    return new Erased("asking", leadId, 7, null, false);
  }

  private List<String> asking(AnalyticsQuery query) {
    return analytics.answer(query).recentQuestions().stream()
        .map(Overview.Question::leadId)
        .toList();
  }

  private void assertIsGoodFor(Duration time, Duration whatTook) {
    var query = of("quick", 7);
    int before = begun.size();
    takes = whatTook;
    analytics.answer(query);
    takes = Duration.ZERO;
    now = now.plus(time).minusMillis(1);
    analytics.answer(query);
    assertThat(begun).as("questions within " + time).hasSize(before + 1);
    now = now.plusMillis(1);
    analytics.answer(query);
    assertThat(begun).as("questions after " + time).hasSize(before + 2);
    now = now.plus(Duration.ofHours(1));
  }

  /** In which nothing happened; what is slow takes until the test says so. */
  private final class Sums implements ReadSums {
    @Override
    public void shares(AnalyticsQuery query, Consumer<Share> shares) {
      begun.add(query.tenant());
      now = now.plus(takes);
      if (!query.tenant().startsWith("slow")) return;
      try {
        slow.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void conversations(AnalyticsQuery query, Consumer<Conversation> conversations) {
      if (!query.tenant().equals("asking")) return;
      for (String leadId : List.of("ana", "bo", "part"))
        conversations.accept(
            new Conversation(
                leadId, Channel.CHAT, now, now, 1, null, null, "2026-11-22T08:00:00Z|How much?"));
    }

    @Override
    public Standings standings(String tenant) {
      return new Standings(Map.of("part", "whole"), Set.of());
    }

    @Override
    public Map<String, Instant> firstEmails(Collection<String> leadIds) {
      return Map.of();
    }

    @Override
    public Map<String, Set<Channel>> agents(String tenant) {
      throw new AssertionError(tenant);
    }
  }
}
