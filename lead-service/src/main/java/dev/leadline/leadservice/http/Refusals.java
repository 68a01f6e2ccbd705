package dev.leadline.leadservice.http;

import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.leadservice.domain.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** Why a command is refused, as its caller reads it: each reason a type of its own. */
final class Refusals {

  private Refusals() {}

  /** A member, named as in the bodies of commands. */
  record Owner(String memberId, @Nullable String memberName) {}

  static ProblemDetail problem(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Erased erased ->
          Problems.of(ProblemType.ERASED, "The person was erased; nothing of them is kept.");
      case Refusal.AlreadyErased already -> {
        var problem = Problems.of(ProblemType.ALREADY_ERASED, "The person was erased before this.");
        problem.setProperty("erasedAt", already.at());
        yield problem;
      }
      case Refusal.Merged merged -> {
        var problem =
            Problems.of(ProblemType.MERGED, "The lead is part of another one: ask that one.");
        problem.setProperty("movedTo", merged.survivorId());
        yield problem;
      }
      case Refusal.AlreadyTakenOver taken ->
          control(
              ProblemType.ALREADY_TAKEN_OVER,
              "Another member speaks to the lead. To take over from them, name them in 'from'.",
              taken.owner(),
              taken.controlVersion());
      case Refusal.ControlChanged changed ->
          control(
              ProblemType.CONTROL_CHANGED,
              "Who speaks to the lead has changed since you looked.",
              changed.owner(),
              changed.controlVersion());
      case Refusal.TakeOverFirst first ->
          control(
              ProblemType.TAKE_OVER_FIRST,
              "Agents speak to the lead: take over before you write.",
              null,
              first.controlVersion());
      case Refusal.AlreadyBlocked blocked ->
          Problems.of(ProblemType.ALREADY_BLOCKED, "The lead is blocked already.");
      case Refusal.NotBlocked open ->
          Problems.of(ProblemType.NOT_BLOCKED, "The lead is not blocked.");
      case Refusal.IdentityTaken taken -> {
        var problem =
            Problems.of(
                ProblemType.IDENTITY_TAKEN,
                "Another lead has this '%s': merge the two if they are one person."
                    .formatted(taken.field()));
        problem.setProperty("leadId", taken.leadId());
        yield problem;
      }
      case Refusal.IdentityErased erased ->
          Problems.of(
              ProblemType.IDENTITY_ERASED,
              "Whoever had this '%s' was erased: only they themselves bring it back."
                  .formatted(erased.field()));
      case Refusal.UnknownOther unknown ->
          Problems.of(ProblemType.UNKNOWN_OTHER_LEAD, "There is no lead with the id in the body.");
      case Refusal.SameLead same ->
          Problems.of(ProblemType.SAME_LEAD, "Both ids are of the same lead.");
      case Refusal.OtherErased erased ->
          Problems.of(
              ProblemType.OTHER_LEAD_ERASED,
              "The person behind the other lead was erased; nothing of them is kept.");
      case Refusal.AlreadyMerged merged -> {
        var problem =
            Problems.of(
                ProblemType.ALREADY_MERGED,
                "The other lead is part of this one already, or of another one: see 'movedTo'.");
        problem.setProperty("movedTo", merged.survivorId());
        yield problem;
      }
      case Refusal.TooManyKeys many -> {
        var problem =
            Problems.of(
                ProblemType.TOO_MANY_KEYS,
                "Together they would have more than %d emails or %d browsers and devices."
                    .formatted(many.mostEmails(), many.mostAnonymousIds()));
        problem.setProperty("mostEmails", many.mostEmails());
        problem.setProperty("mostAnonymousIds", many.mostAnonymousIds());
        yield problem;
      }
      case Refusal.NotAbsorbed stranger ->
          Problems.of(ProblemType.NOT_ABSORBED, "The other lead is no part of this one.");
      case Refusal.UnmergeTooLate late -> {
        var problem =
            Problems.of(
                ProblemType.UNMERGE_TOO_LATE,
                "A merge can be undone for %d days.".formatted(late.within().toDays()));
        problem.setProperty("mergedAt", late.mergedAt().toString());
        yield problem;
      }
      case Refusal.NotSuggested nothing ->
          Problems.of(
              ProblemType.NOT_SUGGESTED,
              "Nobody suggested that the two leads are the same person.");
    };
  }

  private static ProblemDetail control(
      ProblemType type, String detail, @Nullable Member owner, long controlVersion) {
    var problem = Problems.of(type, detail);
    problem.setProperty("owner", owner == null ? null : new Owner(owner.memberId(), owner.name()));
    problem.setProperty("controlVersion", controlVersion);
    return problem;
  }
}
