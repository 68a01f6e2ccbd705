package dev.leadline.leadservice.store;

import dev.leadline.leadservice.domain.NoteHandled;
import dev.leadline.leadservice.domain.ParkedRecord;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Who did what to parked records, in PostgreSQL; nothing of what is in them. */
@Component
@DependsOn("leadServiceSchema")
final class JdbcHandledLetters implements NoteHandled {

  private final JdbcTemplate jdbc;

  JdbcHandledLetters(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void note(Collection<ParkedRecord> letters, Handled how) {
    List<Object[]> lines =
        letters.stream()
            .map(
                letter ->
                    new Object[] {
                      letter.tenant(),
                      letter.id(),
                      Timestamp.from(letter.at()),
                      letter.reason(),
                      withoutNul(letter.eventId()),
                      how.action().name(),
                      how.by(),
                      how.why(),
                      Timestamp.from(how.at())
                    })
            .toList();
    jdbc.batchUpdate(
        """
        insert into handled_letters
            (tenant, letter_id, parked_at, reason, event_id, action, handled_by, why, handled_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict do nothing
        """,
        lines);
  }

  /** The id of a record that could not be understood may be anything. */
  private static @Nullable String withoutNul(@Nullable String id) {
    return id == null ? null : id.replace('\0', '\uFFFD');
  }
}
