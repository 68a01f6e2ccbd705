package dev.leadline.notification.http;

import dev.leadline.events.Json;
import dev.leadline.notification.domain.Mistake;
import dev.leadline.notification.domain.Rule;
import dev.leadline.notification.domain.Terms;
import dev.leadline.notification.domain.Trigger;
import dev.leadline.notification.handling.ManageRules;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rules, for programs and the dashboard (domain 4.6). */
@RestController
final class RulesController {

  private static final String ONE = "/v1/notifications/rules/{ruleId}";

  private final ManageRules rules;

  RulesController(ManageRules rules) {
    this.rules = rules;
  }

  /** What a rule may be about. */
  record TriggerName(String trigger, String label) {}

  @GetMapping("/v1/notifications/triggers")
  ResponseEntity<?> triggers() {
    return Problems.ok(
        new Items<>(
            Stream.of(Trigger.values())
                .map(trigger -> new TriggerName(trigger.toString(), trigger.label()))
                .toList()));
  }

  @GetMapping("/v1/notifications/rules")
  ResponseEntity<?> list(
      @RequestHeader(name = Caller.TENANT, required = false) @Nullable String tenant) {
    return Problems.ok(
        new Items<>(
            rules.list(Caller.tenant(tenant)).stream().map(RulesController::shown).toList()));
  }

  @GetMapping(ONE)
  ResponseEntity<?> one(
      @RequestHeader(name = Caller.TENANT, required = false) @Nullable String tenant,
      @PathVariable String ruleId) {
    Rule rule = rules.find(Caller.tenant(tenant), ruleId);
    return rule == null ? Problems.unknownRule() : Problems.ok(shown(rule));
  }

  @PostMapping("/v1/notifications/rules")
  ResponseEntity<?> add(
      @RequestHeader(name = Caller.TENANT, required = false) @Nullable String given,
      @RequestBody byte[] body) {
    String tenant = Caller.tenant(given);
    ObjectNode wish = Bodies.object(body);
    if (!wish.has("enabled")) wish.put("enabled", true);
    Terms terms = Json.MAPPER.treeToValue(wish, Terms.class);
    List<Mistake> mistakes = rules.mistakes(tenant, terms);
    if (!mistakes.isEmpty()) return Problems.invalid(mistakes);
    return Problems.json(HttpStatus.CREATED, shown(rules.add(tenant, terms)));
  }

  /** What is in the body takes the place of what was; null takes it away. */
  @PatchMapping(ONE)
  ResponseEntity<?> change(
      @RequestHeader(name = Caller.TENANT, required = false) @Nullable String given,
      @PathVariable String ruleId,
      @RequestBody byte[] body) {
    String tenant = Caller.tenant(given);
    Rule rule = rules.find(tenant, ruleId);
    if (rule == null) return Problems.unknownRule();
    ObjectNode wish = Json.MAPPER.valueToTree(rule.terms());
    wish.setAll(Bodies.object(body));
    Terms terms = Json.MAPPER.treeToValue(wish, Terms.class);
    List<Mistake> mistakes = rules.mistakes(tenant, terms);
    if (!mistakes.isEmpty()) return Problems.invalid(mistakes);
    return Problems.ok(shown(rules.change(rule, terms)));
  }

  @DeleteMapping(ONE)
  ResponseEntity<?> delete(
      @RequestHeader(name = Caller.TENANT, required = false) @Nullable String tenant,
      @PathVariable String ruleId) {
    return rules.delete(Caller.tenant(tenant), ruleId)
        ? ResponseEntity.noContent().build()
        : Problems.unknownRule();
  }

  private static JsonNode shown(Rule rule) {
    ObjectNode shown = Json.MAPPER.createObjectNode();
    shown.put("ruleId", rule.ruleId());
    shown.setAll((ObjectNode) Json.MAPPER.valueToTree(rule.terms()));
    shown.put("since", rule.since().toString());
    return shown;
  }
}
