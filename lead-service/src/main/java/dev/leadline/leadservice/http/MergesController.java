package dev.leadline.leadservice.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import dev.leadline.events.lead.Suggestion;
import dev.leadline.events.view.LeadRow;
import dev.leadline.leadservice.domain.Refusal;
import dev.leadline.leadservice.domain.merging.PairAction;
import dev.leadline.leadservice.domain.merging.PairAction.DismissMerge;
import dev.leadline.leadservice.domain.merging.PairAction.MergeLeads;
import dev.leadline.leadservice.domain.merging.PairAction.UnmergeLeads;
import dev.leadline.leadservice.handling.CommandLeads;
import dev.leadline.leadservice.handling.CommandPairs;
import dev.leadline.leadservice.handling.ListSuggestions;
import dev.leadline.leadservice.handling.ListSuggestions.Suggested;
import dev.leadline.leadservice.handling.ListSuggestions.Suggestions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * What team members say of two leads: that they are one person, or two (domain 4.9, 4.10). The
 * commands take {@code Idempotency-Key} and {@code If-Match} as all others do.
 */
@RestController
final class MergesController {

  private final CommandPairs pairs;
  private final ListSuggestions suggestions;
  private final Clock clock;

  MergesController(CommandPairs pairs, ListSuggestions suggestions, Clock clock) {
    this.pairs = pairs;
    this.suggestions = suggestions;
    this.clock = clock;
  }

  /**
   * The leads that may be the same person.
   *
   * @param movedTo the lead that this is told of, if the one that was asked for is part of it
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Answer(List<Item> items, @Nullable String movedTo) {}

  /**
   * Such a lead.
   *
   * @param label as a person reads it
   * @param why they were not joined at once
   * @param key the kind of key by which one event named both
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Item(
      String leadId,
      String label,
      Suggestion.@Nullable Why why,
      IdentityKey.@Nullable Kind key,
      Instant at) {}

  @GetMapping("/v1/leads/{leadId}/merge-suggestions")
  ResponseEntity<?> suggestions(@PathVariable String leadId, @RequestHeader HttpHeaders headers) {
    Suggestions found = suggestions.of(Caller.of(headers).tenant(), leadId);
    if (found == null) return Problems.answer(CommandAnswers.unknownLead());
    LeadState lead = found.lead();
    if (lead.erasedAt() != null) return Problems.answer(Refusals.problem(new Refusal.Erased()));
    Instant now = clock.instant();
    return ResponseEntity.ok(
        new Answer(
            found.items().stream().map(one -> item(one, now)).toList(),
            lead.leadId().equals(leadId) ? null : lead.leadId()));
  }

  private static Item item(Suggested suggested, Instant now) {
    LeadRow other = LeadRow.of(suggested.other(), now);
    Suggestion why = suggested.why();
    return new Item(other.leadId(), other.label(), why.why(), why.key(), why.at());
  }

  @PostMapping("/v1/leads/{leadId}/{action:merge|unmerge}")
  ResponseEntity<?> command(
      @PathVariable String leadId,
      @PathVariable String action,
      @RequestHeader HttpHeaders headers,
      @RequestBody(required = false) byte @Nullable [] given) {
    boolean merge = action.equals("merge");
    return command(
        leadId,
        action,
        CommandCall.read(headers, given),
        (body, moment) -> {
          Member by = body.member();
          return merge
              ? new MergeLeads(by, body.lead("absorbLeadId"), moment)
              : new UnmergeLeads(by, body.lead("leadId"), moment);
        });
  }

  @PostMapping("/v1/leads/{leadId}/merge-suggestions/{otherId}/dismiss")
  ResponseEntity<?> dismiss(
      @PathVariable String leadId,
      @PathVariable String otherId,
      @RequestHeader HttpHeaders headers,
      @RequestBody(required = false) byte @Nullable [] given) {
    return command(
        leadId,
        "dismiss/" + otherId,
        CommandCall.read(headers, given),
        (body, moment) -> new DismissMerge(body.member(), otherId, moment));
  }

  /** Makes a command of a body; what is wrong with it, the body notes. */
  private interface Wish {
    PairAction of(CommandBody body, Moment moment);
  }

  private ResponseEntity<?> command(String leadId, String action, CommandCall call, Wish wish) {
    return switch (call) {
      case CommandCall.Broken broken -> Problems.answer(broken.problem());
      case CommandCall.Understood(Caller caller, CommandBody body, Long onVersion) -> {
        PairAction asked =
            wish.of(body, new Moment(clock.instant(), CommandsController.SOURCE, caller.id()));
        if (!body.mistakes().isEmpty())
          yield Problems.answer(CommandAnswers.mistakes(body.mistakes()));
        yield CommandAnswers.answer(
            pairs.handle(
                new CommandPairs.Request(
                    caller.tenant(),
                    leadId,
                    caller.key(),
                    CommandLeads.Request.hash(leadId, action, body.json()),
                    onVersion,
                    asked)));
      }
    };
  }
}
