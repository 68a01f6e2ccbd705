package dev.leadline.gateway.store;

import dev.leadline.gateway.domain.KeepLink;
import dev.leadline.gateway.domain.UseLink;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Links that sign somebody in once, in PostgreSQL. */
@Component
final class JdbcLinks implements KeepLink, UseLink {

  private static final String WHAT = "Which links there are";

  private final JdbcClient jdbc;

  JdbcLinks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void keep(byte[] hash, String memberId, Instant expiresAt) {
    Kept.asked(
        WHAT,
        () ->
            jdbc.sql(
                    "insert into sign_in_links (hash, member_id, expires_at)"
                        + " values (:hash, :member, :until)")
                .param("hash", hash)
                .param("member", memberId)
                .param("until", Kept.time(expiresAt))
                .update());
  }

  /** Deletes it, and all that are over with it. */
  @Override
  public @Nullable String use(byte[] hash, Instant now) {
    return Kept.<@Nullable String>asked(
        WHAT,
        () -> {
          String member =
              jdbc.sql(
                      "delete from sign_in_links where hash = :hash and expires_at > :now"
                          + " returning member_id")
                  .param("hash", hash)
                  .param("now", Kept.time(now))
                  .query(String.class)
                  .optional()
                  .orElse(null);
          jdbc.sql("delete from sign_in_links where expires_at <= :now")
              .param("now", Kept.time(now))
              .update();
          return member;
        });
  }
}
