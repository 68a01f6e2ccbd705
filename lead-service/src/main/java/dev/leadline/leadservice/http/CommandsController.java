package dev.leadline.leadservice.http;

import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import dev.leadline.events.view.ControlState;
import dev.leadline.leadservice.domain.LeadCommand.BlockLead;
import dev.leadline.leadservice.domain.LeadCommand.GiveBack;
import dev.leadline.leadservice.domain.LeadCommand.SendMessage;
import dev.leadline.leadservice.domain.LeadCommand.SetStage;
import dev.leadline.leadservice.domain.LeadCommand.TakeOver;
import dev.leadline.leadservice.domain.LeadCommand.TeamAction;
import dev.leadline.leadservice.domain.LeadCommand.UnblockLead;
import dev.leadline.leadservice.domain.Refusal;
import dev.leadline.leadservice.handling.CommandLeads;
import java.time.Clock;
import java.util.Objects;
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
 * What team members do to a lead (domain 4.9). Every command takes {@code Idempotency-Key} (the
 * same key and body again: the same answer, done once) and {@code If-Match} (the lead's version,
 * else 412), and answers with the lead's new version.
 */
@RestController
final class CommandsController {

  static final String SOURCE = "/leadline/team";

  private final CommandLeads commands;
  private final Clock clock;

  CommandsController(CommandLeads commands, Clock clock) {
    this.commands = commands;
    this.clock = clock;
  }

  /** What a channel asks right before it sends. */
  @GetMapping("/v1/leads/{leadId}/control")
  ResponseEntity<?> control(@PathVariable String leadId, @RequestHeader HttpHeaders headers) {
    LeadState lead = commands.find(Caller.of(headers).tenant(), leadId);
    if (lead == null) return Problems.answer(CommandAnswers.unknownLead());
    if (lead.erasedAt() != null) return Problems.answer(Refusals.problem(new Refusal.Erased()));
    return ResponseEntity.ok(ControlState.of(lead));
  }

  @PostMapping("/v1/leads/{leadId}/{action:takeover|return|messages|block|unblock|stage}")
  ResponseEntity<?> command(
      @PathVariable String leadId,
      @PathVariable String action,
      @RequestHeader HttpHeaders headers,
      @RequestBody(required = false) byte @Nullable [] given) {
    return switch (CommandCall.read(headers, given)) {
      case CommandCall.Broken broken -> Problems.answer(broken.problem());
      case CommandCall.Understood call -> command(leadId, action, call);
    };
  }

  private ResponseEntity<?> command(String leadId, String action, CommandCall.Understood call) {
    Caller caller = call.caller();
    CommandBody body = call.body();
    TeamAction wish = wish(action, body, new Moment(clock.instant(), SOURCE, caller.id()));
    if (!body.mistakes().isEmpty())
      return Problems.answer(CommandAnswers.mistakes(body.mistakes()));
    return CommandAnswers.answer(
        commands.handle(
            new CommandLeads.Request(
                caller.tenant(),
                leadId,
                caller.key(),
                CommandLeads.Request.hash(leadId, action, body.json()),
                call.onVersion(),
                wish)));
  }

  private static TeamAction wish(String action, CommandBody body, Moment moment) {
    Member by = body.member();
    return switch (action) {
      case "takeover" ->
          new TakeOver(by, body.version("expectedControlVersion", false), body.from(), moment);
      case "return" -> new GiveBack(by, moment);
      case "messages" ->
          new SendMessage(
              by,
              moment.id(),
              body.message(),
              Objects.requireNonNullElse(body.version("controlVersion", true), 0L),
              body.channel(),
              moment);
      case "block" -> new BlockLead(by, body.reason(true), body.until(moment.at()), moment);
      case "unblock" -> new UnblockLead(by, body.reason(false), moment);
      case "stage" -> new SetStage(by, body.stage(), body.reason(true), moment);
      default -> throw new IllegalArgumentException("No command is called " + action);
    };
  }
}
