package dev.leadline.leadservice.store;

import dev.leadline.eventstore.store.MasterKey;
import dev.leadline.leadservice.domain.ClaimKeys;
import dev.leadline.leadservice.domain.FindLeadsByKeys;
import dev.leadline.leadservice.domain.TenantKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Array;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Which lead owns which key, in PostgreSQL, written in the transaction of the append. Keys are kept
 * as a keyed hash: the table shows nobody's email.
 */
@Component
@DependsOn("leadServiceSchema")
final class JdbcIdentityIndex implements FindLeadsByKeys, ClaimKeys {

  private final JdbcTemplate jdbc;
  private final SecretKey secret;

  JdbcIdentityIndex(JdbcTemplate jdbc, MasterKey masterKey) {
    this.jdbc = jdbc;
    this.secret = masterKey.derive("identity-index");
  }

  @Override
  public Map<TenantKey, String> find(Collection<TenantKey> keys) {
    if (keys.isEmpty()) return Map.of();
    Map<UUID, TenantKey> byHash = hashed(keys);
    var found = new HashMap<TenantKey, String>();
    inOneStatement(
        "select key_hash, lead_id from lead_identities where key_hash = any(?)",
        byHash.keySet().toArray(),
        (hash, lead) -> {
          TenantKey key = byHash.get(hash);
          if (key != null) found.put(key, lead.toString());
        });
    return found;
  }

  @Override
  public void claim(Map<TenantKey, String> leadOfKey, Map<TenantKey, Move> moved) {
    insert(leadOfKey);
    move(moved);
  }

  /**
   * Devices seldom change hands: one statement each, in one order for every writer.
   *
   * @throws ConcurrencyException when another writer moved one of them first
   */
  private void move(Map<TenantKey, Move> moved) {
    var byHash = new TreeMap<>(hashed(moved.keySet()));
    byHash.forEach(
        (hash, key) -> {
          Move move = moved.get(key);
          if (move == null) throw new IllegalStateException("A key lost its lead");
          int rows =
              jdbc.update(
                  "update lead_identities set lead_id = ? where key_hash = ? and lead_id = ?",
                  UUID.fromString(move.to()),
                  hash,
                  UUID.fromString(move.from()));
          if (rows != 1) throw new ConcurrencyException("Another writer moved the key of a device");
        });
  }

  private void insert(Map<TenantKey, String> leadOfKey) {
    if (leadOfKey.isEmpty()) return;
    Map<UUID, TenantKey> byHash = hashed(leadOfKey.keySet());
    // In one order for every writer, so that two of them wait for each other and never deadlock.
    UUID[] hashes = byHash.keySet().stream().sorted().toArray(UUID[]::new);
    UUID[] leads = new UUID[hashes.length];
    for (int i = 0; i < hashes.length; i++) {
      TenantKey key = byHash.get(hashes[i]);
      String lead = key == null ? null : leadOfKey.get(key);
      if (lead == null) throw new IllegalStateException("A key lost its lead");
      leads[i] = UUID.fromString(lead);
    }
    jdbc.execute(
        (ConnectionCallback<Integer>)
            connection -> {
              Array hashArray = connection.createArrayOf("uuid", hashes);
              Array leadArray = connection.createArrayOf("uuid", leads);
              try (var insert =
                  connection.prepareStatement(
                      """
                      insert into lead_identities (key_hash, lead_id)
                      select * from unnest(?::uuid[], ?::uuid[])
                      """)) {
                insert.setArray(1, hashArray);
                insert.setArray(2, leadArray);
                return insert.executeUpdate();
              }
            });
  }

  private interface Row {
    void accept(UUID hash, UUID lead);
  }

  private void inOneStatement(String sql, Object[] hashes, Row row) {
    jdbc.execute(
        (ConnectionCallback<Integer>)
            connection -> {
              int rows = 0;
              try (var select = connection.prepareStatement(sql)) {
                select.setArray(1, connection.createArrayOf("uuid", hashes));
                try (var result = select.executeQuery()) {
                  for (; result.next(); rows++)
                    row.accept(result.getObject(1, UUID.class), result.getObject(2, UUID.class));
                }
              }
              return rows;
            });
  }

  private Map<UUID, TenantKey> hashed(Collection<TenantKey> keys) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      var byHash = new HashMap<UUID, TenantKey>();
      for (TenantKey key : keys) {
        String text = key.tenant() + '\n' + key.key().kind() + '\n' + key.key().value();
        ByteBuffer hash = ByteBuffer.wrap(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        byHash.put(new UUID(hash.getLong(), hash.getLong()), key);
      }
      return byHash;
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
