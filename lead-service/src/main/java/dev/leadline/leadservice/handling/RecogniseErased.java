package dev.leadline.leadservice.handling;

import dev.leadline.leadservice.domain.FindLeadsByKeys;
import dev.leadline.leadservice.domain.TenantKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Recognises people who were erased by the hashes that are left of their keys. */
public final class RecogniseErased {

  private final FindLeadsByKeys findLeads;
  private final Function<Collection<String>, Set<String>> erasedAmong;

  /**
   * By the index of identities.
   *
   * @param erasedAmong those of these leads whose keys were destroyed
   */
  public RecogniseErased(
      FindLeadsByKeys findLeads, Function<Collection<String>, Set<String>> erasedAmong) {
    this.findLeads = findLeads;
    this.erasedAmong = erasedAmong;
  }

  /** Whom a text mentions, in the tenant that it belongs to. */
  public record Text(String tenant, Mentions mentions) {}

  /** Whether each of these texts mentions anybody who was erased; two queries for all of them. */
  public List<Boolean> inEach(List<Text> texts) {
    var keys = new HashSet<TenantKey>();
    for (Text text : texts)
      for (var key : text.mentions().keys()) keys.add(new TenantKey(text.tenant(), key));
    Map<TenantKey, String> leadOfKey = findLeads.find(keys);
    var mentioned = new HashMap<Text, Set<String>>();
    var all = new HashSet<String>();
    for (Text text : texts) {
      var leadIds = new HashSet<>(text.mentions().leadIds());
      for (var key : text.mentions().keys()) {
        String owner = leadOfKey.get(new TenantKey(text.tenant(), key));
        if (owner != null) leadIds.add(owner);
      }
      mentioned.put(text, leadIds);
      all.addAll(leadIds);
    }
    Set<String> erased = erasedAmong.apply(all);
    return texts.stream()
        .map(text -> mentioned.getOrDefault(text, Set.of()).stream().anyMatch(erased::contains))
        .toList();
  }
}
