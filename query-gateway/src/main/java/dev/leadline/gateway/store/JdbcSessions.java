package dev.leadline.gateway.store;

import dev.leadline.gateway.domain.FindSession;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sessions as Spring Session keeps them; to look at one does not make it last longer. */
@Component
final class JdbcSessions implements FindSession {

  private final JdbcClient jdbc;

  JdbcSessions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean goesOn(String sessionId, Instant now) {
    return Kept.asked(
        "Who is signed in",
        () ->
            jdbc.sql(
                    "select exists (select 1 from sessions where session_id = :id"
                        + " and expiry_time > :now)")
                .param("id", sessionId)
                .param("now", now.toEpochMilli())
                .query(Boolean.class)
                .single());
  }
}
