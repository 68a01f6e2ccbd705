package dev.leadline.enrichment.store;

import dev.leadline.enrichment.domain.ForgetLeads;
import dev.leadline.enrichment.domain.summary.Conversation;
import dev.leadline.enrichment.domain.summary.FindConversation;
import dev.leadline.enrichment.domain.summary.HasSpoken;
import dev.leadline.enrichment.domain.summary.KeepConversations;
import dev.leadline.enrichment.domain.summary.Line;
import dev.leadline.events.Json;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Conversations in PostgreSQL, every line sealed, bound to its event. */
@Component
@DependsOn("enrichmentSchema")
final class JdbcConversations
    implements KeepConversations, FindConversation, HasSpoken, ForgetLeads {

  /** The newest lines; a bot's hundred thousand are not read. */
  private static final int MOST_LINES = 400;

  /** A lead, who may have said nothing itself, and all that are part of it. */
  private static final String PERSON =
      """
      with recursive person as (
        select cast(? as text) as lead_id
        union
        select part.lead_id from conversations part join person on part.merged_into = person.lead_id)
      """;

  private final JdbcTemplate jdbc;
  private final Seal seal;

  JdbcConversations(JdbcTemplate jdbc, Seal seal) {
    this.jdbc = jdbc;
    this.seal = seal;
  }

  @Override
  public void keep(Said said) {
    keep(said.lines());
    change(said.changes());
    if (said.oldest() != null)
      jdbc.update("delete from conversation_lines where at < ?", Timestamp.from(said.oldest()));
  }

  private void keep(List<Kept> lines) {
    if (lines.isEmpty()) return;
    jdbc.batchUpdate(
        """
        insert into conversations as known (lead_id, tenant, spoken) values (?, ?, true)
        on conflict (lead_id) do update set spoken = true where not known.spoken
        """,
        lines.stream()
            .map(kept -> List.of(kept.leadId(), kept.tenant()))
            .distinct()
            .sorted((one, other) -> one.getFirst().compareTo(other.getFirst()))
            .map(List::toArray)
            .toList());
    jdbc.batchUpdate(
        """
        insert into conversation_lines (event_id, part, lead_id, stream, sequence, at, sealed)
        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
        """,
        lines.stream().map(this::parameters).toList());
  }

  private Object[] parameters(Kept kept) {
    return new Object[] {
      kept.eventId(),
      kept.part(),
      kept.leadId(),
      kept.stream(),
      kept.line().sequence(),
      Timestamp.from(kept.line().at()),
      seal.seal(Json.MAPPER.writeValueAsString(kept.line()), kept.eventId() + '/' + kept.part())
    };
  }

  private void change(List<Change> changes) {
    for (Change change : changes)
      switch (change) {
        case Blocked(String tenant, String leadId, boolean blocked) ->
            jdbc.update(
                """
                insert into conversations (lead_id, tenant, blocked) values (?, ?, ?)
                on conflict (lead_id) do update set blocked = excluded.blocked
                """,
                leadId,
                tenant,
                blocked);
        case PartOf(String tenant, String leadId, String survivorId) ->
            jdbc.update(
                """
                insert into conversations (lead_id, tenant, merged_into) values (?, ?, ?)
                on conflict (lead_id) do update set merged_into = excluded.merged_into
                """,
                leadId,
                tenant,
                survivorId);
      }
  }

  @Override
  public @Nullable Conversation of(String leadId) {
    record Told(boolean blocked, boolean merged) {}
    List<Told> told =
        jdbc.query(
            "select blocked, merged_into is not null from conversations where lead_id = ?",
            (row, number) -> new Told(row.getBoolean(1), row.getBoolean(2)),
            leadId);
    if (told.stream().anyMatch(Told::merged)) return null;
    List<Line> newestFirst =
        jdbc.query(
            PERSON
                + """
                select event_id, part, stream, sealed from conversation_lines
                where lead_id in (select lead_id from person)
                order by at desc, sequence desc, part desc limit ?
                """,
            (row, number) -> {
              Line line =
                  Json.MAPPER.readValue(
                      seal.open(
                          row.getBytes("sealed"),
                          row.getString("event_id") + '/' + row.getInt("part")),
                      Line.class);
              // A place in somebody else's history says nothing in this one's.
              return leadId.equals(row.getString("stream")) ? line : line.elsewhere();
            },
            leadId,
            MOST_LINES);
    return new Conversation(newestFirst.reversed(), told.stream().anyMatch(Told::blocked));
  }

  @Override
  public boolean hasSpoken(String leadId) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            PERSON
                + """
                select exists (select from conversations
                  where lead_id in (select lead_id from person) and spoken)
                """,
            Boolean.class,
            leadId));
  }

  @Override
  public void forget(Collection<String> leadIds) {
    String[] ids = leadIds.toArray(String[]::new);
    jdbc.update(
        "delete from conversation_lines where lead_id = any(?) or stream = any(?)", ids, ids);
    jdbc.update("delete from conversations where lead_id = any(?)", (Object) ids);
  }
}
