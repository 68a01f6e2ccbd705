package dev.leadline.eventstore.store;

import static dev.leadline.eventstore.store.Samples.TENANT;
import static dev.leadline.eventstore.store.Samples.newLead;
import static dev.leadline.eventstore.store.Samples.registered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.eventstore.EventMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class PositionsIT {

  private RunningStore running;
  private LeadEventStorageEngine engine;

  @BeforeEach
  void start() {
    running = RunningStore.on(Database.empty());
    engine = running.context.getBean(LeadEventStorageEngine.class);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  /** Appends on a connection of its own and leaves it to the test when that is committed. */
  private final class OpenAppend implements AutoCloseable {

    private final SingleConnectionDataSource connection =
        new SingleConnectionDataSource(
            Database.url(running.database), Database.user(), Database.password(), true);
    private final String lead = newLead();

    OpenAppend() {
      connection.setAutoCommit(false);
      var keys = running.keys();
      var jdbc = new JdbcTemplate(connection);
      new LeadEventRows(jdbc, keys, running.context.getBean(EventCodec.class), running.marks())
          .append(
              List.of(
                  new GenericDomainEventMessage<>(
                      "TestLead", lead, 0, registered(), EventMetadata.of(TENANT).toMetaData())));
    }

    void end(String how) {
      new JdbcTemplate(connection).execute(how);
    }

    @Override
    public void close() {
      connection.destroy();
    }
  }

  @Test
  void nothing_is_passed_by_while_an_earlier_transaction_is_open() {
    try (var first = new OpenAppend();
        var second = new OpenAppend()) {
      second.end("commit");
      assertThat(leadsAfter(0)).as("the log").isEmpty();
      assertThat(streamedAfter(0)).as("the stream").isEmpty();
      assertThat(engine.createHeadToken().position().orElseThrow()).isZero();

      first.end("commit");
      assertThat(leadsAfter(0)).containsExactly(first.lead, second.lead);
      assertThat(streamedAfter(0)).containsExactly(first.lead, second.lead);
      assertThat(leadsAfter(1)).containsExactly(second.lead);
    }
  }

  @Test
  void what_lies_before_an_open_transaction_is_read_and_what_lies_after_it_waits() {
    String before = newLead();
    running.create(before, List.of(registered()), EventMetadata.of(TENANT));
    try (var open = new OpenAppend()) {
      String after = newLead();
      running.create(after, List.of(registered()), EventMetadata.of(TENANT));
      assertThat(leadsAfter(0)).containsExactly(before);
      open.end("commit");
      assertThat(leadsAfter(0)).containsExactly(before, open.lead, after);
    }
  }

  @Test
  void a_transaction_that_is_rolled_back_holds_nobody_up() {
    try (var first = new OpenAppend();
        var second = new OpenAppend()) {
      second.end("commit");
      first.end("rollback");
      assertThat(leadsAfter(0)).containsExactly(second.lead);
      assertThat(leadsAfter(running.log().lastPosition())).isEmpty();
    }
  }

  @Test
  void a_transaction_that_appends_nothing_holds_nobody_up() {
    running.jdbc().execute("create table other (id int)");
    var idle =
        new SingleConnectionDataSource(
            Database.url(running.database), Database.user(), Database.password(), true);
    idle.setAutoCommit(false);
    try {
      new JdbcTemplate(idle).update("insert into other values (1)");
      String lead = newLead();
      running.create(lead, List.of(registered()), EventMetadata.of(TENANT));
      assertThat(leadsAfter(0)).containsExactly(lead);
    } finally {
      idle.destroy();
    }
  }

  @Test
  void a_stream_of_more_than_one_fetch_is_complete_and_in_order() {
    var written = new ArrayList<String>();
    running
        .batches()
        .run(
            () -> {
              for (int i = 0; i < 450; i++) {
                String lead = newLead();
                written.add(lead);
                running.newInstance(lead, List.of(registered()), EventMetadata.of(TENANT));
              }
              return written;
            });
    assertThat(streamedAfter(0)).isEqualTo(written);
    assertThat(leadsAfter(0)).isEqualTo(written.subList(0, 100));
  }

  @Test
  void an_event_that_nobody_knows_stops_whoever_reads_and_is_named() {
    String lead = newLead();
    running.create(lead, List.of(registered()), EventMetadata.of(TENANT));
    running.create(newLead(), List.of(registered()), EventMetadata.of(TENANT));
    running
        .jdbc()
        .update("update lead_events set payload_type = 'lead.forgotten' where global_index = 2");
    assertThat(leadsAfter(0)).as("those before it come first").containsExactly(lead);
    assertThatThrownBy(() -> running.log().readAfter(1, 10))
        .isInstanceOf(UnreadableEvent.class)
        .hasMessageContaining("position 2")
        .hasMessageContaining("lead.forgotten");
    assertThatThrownBy(() -> streamedAfter(1)).isInstanceOf(UnreadableEvent.class);
  }

  @Test
  void a_token_by_time_lies_before_the_first_event_from_then_on() {
    running.create(newLead(), List.of(registered()), EventMetadata.of(TENANT));
    running.create(newLead(), List.of(registered()), EventMetadata.of(TENANT));
    var second = running.all().getLast();
    assertThat(engine.createTokenAt(second.recordedAt()))
        .isEqualTo(new GlobalSequenceTrackingToken(second.position() - 1));
    assertThat(engine.createTokenAt(second.recordedAt().plusSeconds(60)))
        .isEqualTo(engine.createHeadToken());
    assertThat(engine.createTailToken()).isEqualTo(new GlobalSequenceTrackingToken(0));
  }

  @Test
  void ids_that_are_no_lead_ids_have_no_events() {
    UUID id = UUID.randomUUID();
    assertThat(engine.readEvents("no-such-lead").hasNext()).isFalse();
    assertThat(engine.lastSequenceNumberFor("no-such-lead")).isEmpty();
    assertThat(engine.lastSequenceNumberFor(id.toString())).isEmpty();
    running.create(id.toString(), List.of(registered()), EventMetadata.of(TENANT));
    assertThat(engine.lastSequenceNumberFor(id.toString())).contains(0L);
  }

  private List<String> leadsAfter(long position) {
    return running.log().readAfter(position, 100).stream().map(StoredEvent::leadId).toList();
  }

  private List<String> streamedAfter(long position) {
    return engine
        .readEvents(new GlobalSequenceTrackingToken(position), false)
        .map(PositionsIT::leadOf)
        .toList();
  }

  private static String leadOf(TrackedEventMessage<?> message) {
    return ((DomainEventMessage<?>) message).getAggregateIdentifier();
  }
}
