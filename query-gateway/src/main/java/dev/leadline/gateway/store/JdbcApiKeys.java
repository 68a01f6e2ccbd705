package dev.leadline.gateway.store;

import dev.leadline.gateway.domain.ApiKey;
import dev.leadline.gateway.domain.FindApiKey;
import dev.leadline.gateway.domain.KeepApiKeys;
import dev.leadline.gateway.domain.ListApiKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keys of programs in PostgreSQL. */
@Component
final class JdbcApiKeys implements FindApiKey, ListApiKeys, KeepApiKeys {

  private static final String WHAT = "Which keys there are";
  private static final String COLUMNS =
      "select key_id, tenant, name, roles, hint, made_by, since, last_used_at, revoked_at"
          + " from api_keys ";

  private final JdbcClient jdbc;

  JdbcApiKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public @Nullable ApiKey find(byte[] hash) {
    return Kept.<@Nullable ApiKey>asked(
        WHAT,
        () ->
            jdbc.sql(COLUMNS + "where hash = :hash and revoked_at is null")
                .param("hash", hash)
                .query((row, place) -> key(row))
                .optional()
                .orElse(null));
  }

  @Override
  public List<ApiKey> of(String tenant) {
    return Kept.asked(
        WHAT,
        () ->
            jdbc.sql(COLUMNS + "where tenant = :tenant order by since desc, key_id")
                .param("tenant", tenant)
                .query((row, place) -> key(row))
                .list());
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(
        row.getString("key_id"),
        row.getString("tenant"),
        row.getString("name"),
        Kept.roles(row),
        row.getString("hint"),
        row.getString("made_by"),
        Kept.known(row, "since"),
        Kept.instant(row, "last_used_at"),
        Kept.instant(row, "revoked_at"));
  }

  @Override
  public boolean keep(Change change) {
    return Kept.asked(
        WHAT,
        () ->
            switch (change) {
              case Made(ApiKey key, String hash) -> made(key, HexFormat.of().parseHex(hash));
              case Revoked(String tenant, String keyId, Instant at) -> revoked(tenant, keyId, at);
              case Used(Map<String, Instant> lastUsed) -> used(lastUsed);
            });
  }

  private boolean made(ApiKey key, byte[] hash) {
    return jdbc.sql(
                "insert into api_keys (key_id, tenant, name, roles, hash, hint, made_by, since)"
                    + " values (:id, :tenant, :name, string_to_array(:roles, ','), :hash, :hint,"
                    + " :by, :since)")
            .param("id", key.keyId())
            .param("tenant", key.tenant())
            .param("name", key.name())
            .param("roles", Kept.text(key.roles()))
            .param("hash", hash)
            .param("hint", key.hint())
            .param("by", key.madeBy())
            .param("since", Kept.time(key.since()))
            .update()
        == 1;
  }

  private boolean revoked(String tenant, String keyId, Instant at) {
    return jdbc.sql(
                "update api_keys set revoked_at = :at"
                    + " where tenant = :tenant and key_id = :id and revoked_at is null")
            .param("id", keyId)
            .param("tenant", tenant)
            .param("at", Kept.time(at))
            .update()
        == 1;
  }

  private boolean used(Map<String, Instant> lastUsed) {
    lastUsed.forEach(
        (keyId, at) ->
            jdbc.sql("update api_keys set last_used_at = :at where key_id = :id")
                .param("id", keyId)
                .param("at", Kept.time(at))
                .update());
    return true;
  }
}
