package dev.leadline.leadservice.handling;

import dev.leadline.leadservice.domain.ClaimKeys.Move;
import dev.leadline.leadservice.domain.TenantKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which lead has claimed which key: as a batch finds it, and as its own events change it. */
final class KeyOwners {

  private final Map<TenantKey, String> leadOfKey;
  private final Map<TenantKey, String> claimed = new HashMap<>();
  private final Map<TenantKey, Move> moved = new HashMap<>();

  KeyOwners(Map<TenantKey, String> found) {
    leadOfKey = new HashMap<>(found);
  }

  Collection<String> leads() {
    return leadOfKey.values();
  }

  /** Null while it is nobody's. */
  @Nullable String of(TenantKey key) {
    return leadOfKey.get(key);
  }

  void claim(TenantKey key, String lead) {
    if (leadOfKey.putIfAbsent(key, lead) == null) claimed.put(key, lead);
  }

  void move(TenantKey key, String to) {
    String from = leadOfKey.put(key, to);
    if (from == null || claimed.containsKey(key)) claimed.put(key, to);
    else moved.merge(key, new Move(from, to), (first, last) -> new Move(first.from(), last.to()));
  }

  /** Keys that were nobody's before this batch. */
  Map<TenantKey, String> claimed() {
    return claimed;
  }

  /** Keys that were another's before this batch. */
  Map<TenantKey, Move> moved() {
    return moved;
  }
}
