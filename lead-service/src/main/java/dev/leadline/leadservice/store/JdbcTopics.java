package dev.leadline.leadservice.store;

import dev.leadline.leadservice.domain.AnnounceAnew;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Which topics were announced upon, and how far one that is new has come. */
@Component
@DependsOn("leadServiceSchema")
final class JdbcTopics implements AnnounceAnew {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  JdbcTopics(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  private record Progress(long position, long upTo) {}

  @Override
  public Outcome announceAnew(String topic, String topicId, LongUnaryOperator announcer) {
    return Objects.requireNonNull(transaction.execute(status -> inTurn(topic, topicId, announcer)));
  }

  private Outcome inTurn(String topic, String topicId, LongUnaryOperator announcer) {
    if (!OutboxTurn.take(jdbc)) return Outcome.NOT_OUR_TURN;
    jdbc.update(
        """
        insert into announced_topics (topic, topic_id, position, up_to)
        select ?, ?, 0, position from outbox_positions where name = 'lead-events'
        on conflict (topic) do update
          set topic_id = excluded.topic_id, position = 0, up_to = excluded.up_to
          where announced_topics.topic_id <> excluded.topic_id
        """,
        topic,
        topicId);
    Progress progress =
        Objects.requireNonNull(
            jdbc.queryForObject(
                "select position, up_to from announced_topics where topic = ?",
                (row, number) -> new Progress(row.getLong(1), row.getLong(2)),
                topic));
    if (progress.position() >= progress.upTo()) return Outcome.COMPLETE;
    long reached = announcer.applyAsLong(progress.position());
    if (reached == progress.position()) return Outcome.COMPLETE;
    jdbc.update("update announced_topics set position = ? where topic = ?", reached, topic);
    return Outcome.MOVED;
  }
}
