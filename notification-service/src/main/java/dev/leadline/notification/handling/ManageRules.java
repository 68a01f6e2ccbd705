package dev.leadline.notification.handling;

import dev.leadline.notification.domain.BeginTenant;
import dev.leadline.notification.domain.DeleteRule;
import dev.leadline.notification.domain.Destination;
import dev.leadline.notification.domain.FindDestinations;
import dev.leadline.notification.domain.FindRules;
import dev.leadline.notification.domain.Mistake;
import dev.leadline.notification.domain.Rule;
import dev.leadline.notification.domain.SaveRule;
import dev.leadline.notification.domain.Terms;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a person does to rules. */
public final class ManageRules {

  private final BeginTenant begin;
  private final FindRules find;
  private final FindDestinations destinations;
  private final SaveRule save;
  private final DeleteRule delete;
  private final Clock clock;

  /** The use case. */
  public ManageRules(
      BeginTenant begin,
      FindRules find,
      FindDestinations destinations,
      SaveRule save,
      DeleteRule delete,
      Clock clock) {
    this.begin = begin;
    this.find = find;
    this.destinations = destinations;
    this.save = save;
    this.delete = delete;
    this.clock = clock;
  }

  /** All of a tenant, by name. */
  public List<Rule> list(String tenant) {
    begin.begin(tenant, clock.instant());
    return find.find(Set.of(tenant));
  }

  /** One of them; null if there is none with this id. */
  public @Nullable Rule find(String tenant, String ruleId) {
    return list(tenant).stream()
        .filter(rule -> rule.ruleId().equals(ruleId))
        .findFirst()
        .orElse(null);
  }

  /** What is wrong with terms; empty if nothing is. */
  public List<Mistake> mistakes(String tenant, Terms terms) {
    var mistakes = new ArrayList<>(terms.mistakes());
    Set<String> known =
        destinations.find(tenant).stream()
            .map(Destination::destinationId)
            .collect(Collectors.toSet());
    for (String destinationId : terms.destinationIds())
      if (!known.contains(destinationId))
        mistakes.add(
            new Mistake("destinationIds", "names " + destinationId + ", which is unknown"));
    return mistakes;
  }

  /** A new rule: it tells what happens from now on. */
  public Rule add(String tenant, Terms terms) {
    var rule = new Rule(UUID.randomUUID().toString(), tenant, terms, clock.instant());
    save.save(rule);
    return rule;
  }

  /** Other terms; a rule that is turned on again does not tell what happened meanwhile. */
  public Rule change(Rule rule, Terms terms) {
    boolean turnedOn = terms.enabled() && !rule.terms().enabled();
    Instant since = turnedOn ? clock.instant() : rule.since();
    var changed = new Rule(rule.ruleId(), rule.tenant(), terms, since);
    save.save(changed);
    return changed;
  }

  /** Whether there was one. */
  public boolean delete(String tenant, String ruleId) {
    return delete.deleteRule(tenant, ruleId);
  }
}
