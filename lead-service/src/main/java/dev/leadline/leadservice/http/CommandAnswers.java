package dev.leadline.leadservice.http;

import dev.leadline.events.lead.LeadState;
import dev.leadline.events.view.LeadRow;
import dev.leadline.leadservice.handling.CommandLeads;
import java.util.List;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** What the callers of commands read. */
final class CommandAnswers {

  private CommandAnswers() {}

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

  static ResponseEntity<?> answer(CommandLeads.Answer answer) {
    return switch (answer) {
      case CommandLeads.Done(LeadState lead) ->
          ResponseEntity.ok().eTag(Long.toString(lead.version())).body(Answer.of(lead));
      case CommandLeads.Refused refused -> Problems.answer(Refusals.problem(refused.refusal()));
      case CommandLeads.UnknownLead unknown -> Problems.answer(unknownLead());
      case CommandLeads.VersionChanged changed ->
          Problems.answer(versionChanged(changed.version()));
      case CommandLeads.KeyReused reused -> Problems.answer(keyReused());
    };
  }

  static ProblemDetail versionChanged(long version) {
    var problem =
        Problems.of(ProblemType.VERSION_CHANGED, "The lead has changed since you looked.");
    problem.setProperty("version", version);
    return problem;
  }

  static ProblemDetail keyReused() {
    return Problems.of(
        ProblemType.IDEMPOTENCY_KEY_REUSED, "Another command was done under this Idempotency-Key.");
  }

  static ProblemDetail unknownLead() {
    return Problems.of(ProblemType.UNKNOWN_LEAD, "There is no lead with this id.");
  }

  static ProblemDetail mistakes(List<CommandBody.Mistake> mistakes) {
    return Problems.of(ProblemType.INVALID_COMMAND, mistakes);
  }
}
