package dev.leadline.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.RowChanged;
import dev.leadline.timeline.domain.AnnounceChanges;
import dev.leadline.timeline.domain.Histories;
import dev.leadline.timeline.domain.Rebuild;
import dev.leadline.timeline.domain.Rebuild.State;
import dev.leadline.timeline.handling.KeepGenerations;
import dev.leadline.timeline.handling.KeepPositions;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoOperations;

/** What goes wrong around a rebuild, and that it loses nothing by it. */
class RebuildTroublesIT {

  /** More than a rebuild is given that readers do not see yet. */
  private static final int MANY = 12;

  private static final Duration CLAIM = Duration.ofSeconds(2);

  private static final AtomicInteger unconfirmed = new AtomicInteger();
  private static final AtomicInteger notHeld = new AtomicInteger();
  private static final AtomicInteger notLetGo = new AtomicInteger();
  private static final AtomicInteger diesAfterCopy = new AtomicInteger();
  private static final AtomicInteger failsAfterCopy = new AtomicInteger();
  private static final AtomicInteger notCompared = new AtomicInteger();
  private static final AtomicInteger tooDeep = new AtomicInteger();
  private static final AtomicInteger notKept = new AtomicInteger();
  private static final CountDownLatch twoComparisons = new CountDownLatch(2);
  private static volatile boolean isSlow;

  private static final RunningService service =
      RunningService.started(
          new BeforeCalls(AnnounceChanges.class, RebuildTroublesIT::beforeAnnouncements),
          new BeforeCalls(KeepPositions.class, RebuildTroublesIT::beforePositions),
          new BeforeCalls(KeepGenerations.class, RebuildTroublesIT::beforeGenerations));
  private static final RunningRebuilds rebuilds = new RunningRebuilds(service);
  private static List<String> leads = List.of();

  @BeforeAll
  static void history() {
    leads =
        List.of(
            service.lead(5), service.lead(5), service.lead(5), service.lead(5), service.lead(5));
    service.awaitEverythingProjected();
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static void beforeGenerations(Method method) {
    switch (method.getName()) {
      case "hold" -> fail(notHeld);
      case "copy" -> {
        notLetGo.set(diesAfterCopy.getAndSet(0));
        notCompared.set(failsAfterCopy.getAndSet(0));
      }
      case "letGo" -> fail(notLetGo);
      case "differing", "ofLeads" -> {
        fail(notCompared);
        if (isSlow) compareLong();
      }
      default -> {}
    }
  }

  private static void beforeAnnouncements(Method method) {
    fail(unconfirmed);
    breakDown(tooDeep);
  }

  private static void beforePositions(Method method) {
    if (method.getName().equals("keep")) breakDown(notKept);
  }

  /** No exception, as where a text is looked through too deep. */
  private static void breakDown(AtomicInteger times) {
    if (times.getAndUpdate(left -> Math.max(0, left - 1)) > 0) throw new StackOverflowError();
  }

  /** Longer than a claim, or until somebody else compares too. */
  private static void compareLong() {
    twoComparisons.countDown();
    try {
      boolean _ = twoComparisons.await(3 * CLAIM.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fail(AtomicInteger times) {
    if (times.getAndUpdate(left -> Math.max(0, left - 1)) > 0)
      throw new IllegalStateException("A server is away");
  }

  @Test
  void what_a_rebuild_has_mended_is_announced_however_often_that_is_not_confirmed() {
    String lead = leads.get(0);
    service.damage(service.liveCollection(ReadModels.LEAD_ROWS), lead);
    long before = announced(lead);
    unconfirmed.set(MANY);
    rebuilds.awaitEnd(rebuilds.begin(ReadModels.LEAD_ROWS, "{}"), State.DONE);
    assertThat(unconfirmed).hasValue(0);
    assertThat(announced(lead)).isEqualTo(before + 1);
  }

  @Test
  void what_was_repaired_where_it_is_is_announced_however_often_that_is_not_confirmed() {
    String lead = leads.get(1);
    service.damage(service.liveCollection(ReadModels.LEAD_ROWS), lead);
    long before = announced(lead);
    unconfirmed.set(MANY);
    Rebuild done =
        rebuilds.awaitEnd(
            rebuilds.begin(ReadModels.LEAD_ROWS, "{\"leadId\":\"%s\"}".formatted(lead)),
            State.DONE);
    assertThat(unconfirmed).hasValue(0);
    assertThat(announced(lead)).isEqualTo(before + 1);
    assertThat(done.comparison()).isNotNull();
    assertThat(done.comparison().differing()).isOne();
  }

  @Test
  void what_was_compared_before_a_rebuild_was_left_is_announced_by_whoever_goes_on() {
    String lead = leads.get(2);
    service.damage(service.liveCollection(ReadModels.LEAD_ROWS), lead);
    long before = announced(lead);
    notHeld.set(1);
    rebuilds.awaitEnd(rebuilds.begin(ReadModels.LEAD_ROWS, "{}"), State.DONE);
    assertThat(notHeld).hasValue(0);
    assertThat(announced(lead)).isEqualTo(before + 1);
  }

  @Test
  void a_repair_that_was_killed_while_the_writers_stood_still_lets_them_go_on() {
    String lead = leads.get(3);
    service.damage(service.liveCollection(ReadModels.LEAD_ROWS), lead);
    diesAfterCopy.set(1);
    rebuilds.awaitEnd(
        rebuilds.begin(ReadModels.LEAD_ROWS, "{\"leadId\":\"%s\"}".formatted(lead)), State.DONE);
    assertThat(notLetGo).hasValue(0);
    service.append(lead, List.of(Histories.pageView("after", Histories.START)));
    service.awaitEverythingProjected();
  }

  @Test
  void a_comparison_that_takes_longer_than_a_claim_is_made_by_one_instance() {
    isSlow = true;
    try (var _ = service.instance("--LEADLINE_TIMELINE_CLAIM=" + CLAIM.toMillis() + "ms")) {
      rebuilds.awaitEnd(rebuilds.begin(ReadModels.LEAD_ROWS, "{\"compareOnly\":true}"), State.DONE);
    } finally {
      isSlow = false;
    }
    assertThat(twoComparisons.getCount()).as("comparisons fewer than two").isOne();
  }

  @Test
  void a_repair_that_is_given_up_tells_of_what_it_has_changed() {
    String lead = leads.get(4);
    service.damage(service.liveCollection(ReadModels.LEAD_ROWS), lead);
    long before = announced(lead);
    diesAfterCopy.set(1);
    failsAfterCopy.set(MANY);
    Rebuild begun = rebuilds.begin(ReadModels.LEAD_ROWS, "{\"leadId\":\"%s\"}".formatted(lead));
    Rebuild failed = rebuilds.awaitEnd(begun, State.FAILED);
    notCompared.set(0);
    assertThat(failed.failure()).isEqualTo("IllegalStateException");
    assertThat(
            service
                .documents(service.liveCollection(ReadModels.LEAD_ROWS))
                .get(lead)
                .getString("tenant"))
        .as("it was changed")
        .isEqualTo(Histories.TENANT);
    assertThat(announced(lead)).isEqualTo(before + 1);
  }

  @Test
  void writers_that_are_held_for_a_rebuild_which_has_ended_go_on() {
    Rebuild ended =
        rebuilds.awaitEnd(
            rebuilds.begin(ReadModels.LEAD_ROWS, "{\"compareOnly\":true}"), State.DONE);
    service.context().getBean(KeepGenerations.class).hold(ReadModels.LEAD_ROWS, ended.id());
    await("nobody holds them any more")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                service.documents(ReadModels.POINTERS).get(ReadModels.LEAD_ROWS).get("movedBy")
                    == null);
    service.append(leads.get(0), List.of(Histories.pageView("held", Histories.START)));
    service.awaitEverythingProjected();
  }

  @Test
  void what_is_written_into_a_generation_that_was_dropped_does_not_stay() {
    String live = service.liveCollection(ReadModels.LEAD_ROWS);
    String dropped = ReadModels.collection(ReadModels.LEAD_ROWS, 999);
    service
        .context()
        .getBean(MongoOperations.class)
        .insert(new Document("_id", leads.get(0)), dropped);
    await("it is dropped again")
        .atMost(Duration.ofSeconds(60))
        .until(() -> !service.collections().contains(dropped));
    assertThat(service.liveCollection(ReadModels.LEAD_ROWS)).isEqualTo(live);
    assertThat(service.documents(live)).containsKey(leads.get(0));
  }

  @Test
  void an_error_ends_no_projection() {
    tooDeep.set(1);
    service.lead(2);
    service.awaitEverythingProjected();
    notKept.set(1);
    service.lead(2);
    service.awaitEverythingProjected();
    assertThat(tooDeep).hasValue(0);
    assertThat(notKept).hasValue(0);
    assertThat(service.get("/v1/ops/dead-letters", Histories.TENANT, "MANAGER"))
        .as("tried again it went well")
        .contains("\"total\":0");
  }

  private static long announced(String lead) {
    return ChangesTopics.ofRows().stream().map(RowChanged::leadId).filter(lead::equals).count();
  }
}
