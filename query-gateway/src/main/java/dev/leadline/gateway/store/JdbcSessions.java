package dev.leadline.gateway.store;

import dev.leadline.gateway.domain.FindSessions;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sessions as Spring Session keeps them; to look at one does not make it last longer. */
@Component
final class JdbcSessions implements FindSessions {

  private final JdbcClient jdbc;

  JdbcSessions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Set<String> goOn(Collection<String> sessionIds, Instant now) {
    if (sessionIds.isEmpty()) return Set.of();
    return Kept.asked(
        "Who is signed in",
        () ->
            jdbc.sql(
                    "select session_id from sessions where session_id in (:ids)"
                        + " and expiry_time > :now")
                .param("ids", sessionIds)
                .param("now", now.toEpochMilli())
                .query(String.class)
                .set());
  }
}
