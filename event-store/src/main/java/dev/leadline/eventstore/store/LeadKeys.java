package dev.leadline.eventstore.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * One key for each lead. Whoever destroys it makes everything personal of that lead unreadable,
 * without touching an event.
 *
 * <p>Every read of events brings the wrapped key with it, so the database decides each time, and an
 * erasure holds in every process from its commit on, without any message between them. The cache
 * merely saves the unwrapping. An append takes a key from the cache unchecked: if the lead was
 * erased meanwhile, what it seals can never be opened, which is what an erased lead is owed.
 *
 * <p>The marks of bodies go with it: whoever guesses what somebody has said must not learn that it
 * was right.
 *
 * <p>Destroyed means that no row holds the key. Backups and PostgreSQL's own log keep a copy until
 * they are rotated away, useless without the master key.
 */
public final class LeadKeys {

  private static final int CACHED = 50_000;
  private static final Duration KEPT = Duration.ofMinutes(10);

  /** In their streams, and of what was recorded about them in others. */
  private static final String FORGET_BODIES =
      """
      update lead_events set body_mark = null
       where body_mark is not null and global_index in
         (select global_index from lead_events where aggregate_identifier = any(?)
          union select global_index from lead_events where subjects && ?)
      """;

  private final JdbcTemplate jdbc;
  private final MasterKey master;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Cache<UUID, Unwrapped> cache =
      Caffeine.newBuilder().maximumSize(CACHED).expireAfterAccess(KEPT).build();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Unwrapped(byte[] wrapped, SecretKey key) {}

  /** A lead's new key, to be stored with the events that it seals. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record NewKey(UUID leadId, String tenant, byte[] wrapped) {}

  /**
   * The keys that an append needs.
   *
   * @param byLead a lead that is not in it has been erased
   * @param made to be stored in the same transaction
   */
  record ForAppend(Map<UUID, SecretKey> byLead, Collection<NewKey> made) {}

  /**
   * Takes the store's keys into use.
   *
   * @throws IllegalStateException when the store was begun with another master key
   */
  public LeadKeys(JdbcTemplate jdbc, MasterKey master) {
    this.jdbc = jdbc;
    this.master = master;
    master.prove(jdbc);
  }

  /**
   * Makes everything personal of these leads unreadable for ever, in whichever stream it lies.
   * Takes part in the current transaction, if there is one; a second call changes nothing.
   */
  public void destroy(Collection<String> leadIds, Instant at) {
    UUID[] leads = leadIds.stream().map(UUID::fromString).sorted().toArray(UUID[]::new);
    // First of all, so that two erasures wait for each other here and not one lead into the other.
    jdbc.update("update lead_erasures set number = number + 1");
    jdbc.update(
        """
        insert into lead_keys (lead_id, tenant, wrapped_key, erased_at)
        select id,
               coalesce((select tenant from lead_events
                          where aggregate_identifier = id order by sequence_number limit 1), ''),
               null, ?
          from unnest(?) as lead (id)
        on conflict (lead_id) do update
          set wrapped_key = null, erased_at = coalesce(lead_keys.erased_at, excluded.erased_at)
        """,
        Timestamp.from(at),
        leads);
    jdbc.update(FORGET_BODIES, leads, leads);
    forget(List.of(leads));
    afterTransaction(committed -> forget(List.of(leads)));
  }

  /** Calls this in this process after each erasure, for what is kept of events in memory. */
  public void onErasure(Runnable listener) {
    listeners.add(listener);
  }

  private void forget(List<UUID> leads) {
    cache.invalidateAll(leads);
    listeners.forEach(Runnable::run);
  }

  /** Which of these leads were erased; what is no lead's id is ignored. */
  public Set<String> erased(Collection<String> leadIds) {
    UUID[] leads =
        leadIds.stream()
            .map(LeadEventStorageEngine::leadId)
            .filter(Objects::nonNull)
            .toArray(UUID[]::new);
    if (leads.length == 0) return Set.of();
    return Set.copyOf(
        jdbc.queryForList(
            "select lead_id::text from lead_keys where lead_id = any(?) and erased_at is not null",
            String.class,
            (Object) leads));
  }

  /** The key as a read of events brought it; null for an erased lead. */
  @Nullable SecretKey unwrapped(UUID lead, byte @Nullable [] wrapped) throws Sealing.CannotOpen {
    if (wrapped == null) return null;
    Unwrapped known = cache.getIfPresent(lead);
    if (known != null && Arrays.equals(known.wrapped(), wrapped)) return known.key();
    SecretKey key = master.unwrap(wrapped, Sealing.place(lead));
    cache.put(lead, new Unwrapped(wrapped, key));
    return key;
  }

  /**
   * Finds the keys of known leads with one query at most, and makes those of new ones.
   *
   * @param tenants the tenant of each lead
   * @param begun the leads among them whose first event is being appended
   */
  ForAppend forAppend(Map<UUID, String> tenants, Set<UUID> begun) {
    var keys = new HashMap<UUID, SecretKey>();
    var unknown = new HashMap<>(tenants);
    for (UUID lead : tenants.keySet()) {
      Unwrapped known = begun.contains(lead) ? null : cache.getIfPresent(lead);
      if (known == null) continue;
      keys.put(lead, known.key());
      unknown.remove(lead);
    }
    var asked = unknown.keySet().stream().filter(lead -> !begun.contains(lead)).toList();
    if (!asked.isEmpty()) find(asked, keys).forEach(unknown::remove);

    var made = new HashMap<UUID, Unwrapped>();
    unknown.forEach(
        (lead, tenant) -> {
          var key = new SecretKeySpec(Sealing.randomBytes(Sealing.KEY_BYTES), "AES");
          made.put(lead, new Unwrapped(master.wrap(key, Sealing.place(lead)), key));
          keys.put(lead, key);
        });
    if (!made.isEmpty()) keepIfCommitted(made);
    return new ForAppend(
        keys,
        made.entrySet().stream()
            .map(
                entry ->
                    new NewKey(
                        entry.getKey(),
                        unknown.getOrDefault(entry.getKey(), ""),
                        entry.getValue().wrapped()))
            .toList());
  }

  /** The leads that have a row, with or without key. */
  private Collection<UUID> find(Collection<UUID> leads, Map<UUID, SecretKey> keys) {
    return jdbc.query(
        "select lead_id, wrapped_key from lead_keys where lead_id = any(?)",
        (row, number) -> {
          UUID lead = row.getObject(1, UUID.class);
          try {
            SecretKey key = unwrapped(lead, row.getBytes(2));
            if (key != null) keys.put(lead, key);
          } catch (Sealing.CannotOpen e) {
            throw new IllegalStateException("The key of lead " + lead + " " + e.getMessage(), e);
          }
          return lead;
        },
        (Object) leads.toArray(UUID[]::new));
  }

  /** A key that was rolled back must not seal anything later: nobody could open it again. */
  private void keepIfCommitted(Map<UUID, Unwrapped> made) {
    afterTransaction(
        committed -> {
          if (committed) cache.putAll(made);
          else cache.invalidateAll(made.keySet());
        });
  }

  private static void afterTransaction(Consumer<Boolean> then) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) return;
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            then.accept(status == STATUS_COMMITTED);
          }
        });
  }
}
