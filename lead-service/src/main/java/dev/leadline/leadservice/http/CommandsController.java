package dev.leadline.leadservice.http;

import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import dev.leadline.events.view.ControlState;
import dev.leadline.events.view.LeadRow;
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
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
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

  private static final String SOURCE = "/leadline/team";
  private static final Pattern VERSION = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

  private final CommandLeads commands;
  private final Clock clock;

  CommandsController(CommandLeads commands, Clock clock) {
    this.commands = commands;
    this.clock = clock;
  }

  /** The lead after a command. */
  record Answer(long version, LeadRow.Control control, boolean blocked, String stage) {

    static Answer of(LeadState lead) {
      return new Answer(
          lead.version(),
          LeadRow.Control.of(lead.control()),
          lead.block().isBlocked(),
          lead.picture().activity().stage().name());
    }
  }

  /** What a channel asks right before it sends. */
  @GetMapping("/v1/leads/{leadId}/control")
  ResponseEntity<?> control(@PathVariable String leadId, @RequestHeader HttpHeaders headers) {
    LeadState lead = commands.find(Caller.of(headers).tenant(), leadId);
    if (lead == null) return Problems.answer(unknownLead());
    if (lead.erasedAt() != null) return Problems.answer(Refusals.problem(new Refusal.Erased()));
    return ResponseEntity.ok(ControlState.of(lead));
  }

  @PostMapping("/v1/leads/{leadId}/{action:takeover|return|messages|block|unblock|stage}")
  ResponseEntity<?> command(
      @PathVariable String leadId,
      @PathVariable String action,
      @RequestHeader HttpHeaders headers,
      @RequestBody(required = false) byte @Nullable [] given) {
    CommandBody body = CommandBody.read(given == null ? new byte[0] : given);
    if (body == null)
      return Problems.answer(
          Problems.of(HttpStatus.BAD_REQUEST, "not-json", "The body is not a JSON object."));
    Caller caller = Caller.of(headers);
    ProblemDetail badKey = caller.problem();
    if (badKey != null) return Problems.answer(badKey);
    String match = headers.getFirst("If-Match");
    var version = match == null ? null : VERSION.matcher(match.strip());
    if (version != null && !version.matches())
      return Problems.answer(
          Problems.of(
              HttpStatus.BAD_REQUEST,
              "bad-header",
              "If-Match is the version of the lead, such as \"7\"."));
    TeamAction wish = wish(action, body, new Moment(clock.instant(), SOURCE, caller.id()));
    if (!body.mistakes().isEmpty()) return Problems.answer(mistakes(body.mistakes()));
    return answer(
        commands.handle(
            new CommandLeads.Request(
                caller.tenant(),
                leadId,
                caller.key(),
                CommandLeads.Request.hash(leadId, action, body.json()),
                version == null ? null : Long.valueOf(version.group(1)),
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
      case "block" -> new BlockLead(by, body.reason(true), moment);
      case "unblock" -> new UnblockLead(by, body.reason(false), moment);
      case "stage" -> new SetStage(by, body.stage(), body.reason(true), moment);
      default -> throw new IllegalArgumentException("No command is called " + action);
    };
  }

  private static ResponseEntity<?> answer(CommandLeads.Answer answer) {
    return switch (answer) {
      case CommandLeads.Done(LeadState lead) ->
          ResponseEntity.ok().eTag(Long.toString(lead.version())).body(Answer.of(lead));
      case CommandLeads.Refused refused -> Problems.answer(Refusals.problem(refused.refusal()));
      case CommandLeads.UnknownLead unknown -> Problems.answer(unknownLead());
      case CommandLeads.VersionChanged changed -> {
        var problem =
            Problems.of(
                HttpStatus.PRECONDITION_FAILED,
                "version-changed",
                "The lead has changed since you looked.");
        problem.setProperty("version", changed.version());
        yield Problems.answer(problem);
      }
      case CommandLeads.KeyReused reused ->
          Problems.answer(
              Problems.of(
                  HttpStatus.CONFLICT,
                  "idempotency-key-reused",
                  "Another command was done under this Idempotency-Key."));
    };
  }

  private static ProblemDetail unknownLead() {
    return Problems.of(HttpStatus.NOT_FOUND, "unknown-lead", "There is no lead with this id.");
  }

  private static ProblemDetail mistakes(List<CommandBody.Mistake> mistakes) {
    var first = mistakes.getFirst();
    var problem =
        Problems.of(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "invalid-command",
            "'%s' %s.".formatted(first.field(), first.detail()));
    problem.setProperty("errors", mistakes);
    return problem;
  }
}
