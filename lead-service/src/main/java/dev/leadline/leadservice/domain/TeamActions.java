package dev.leadline.leadservice.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.Stage;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Control;
import dev.leadline.events.lead.LatestAction;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.ControlReturned;
import dev.leadline.events.lead.LeadEvent.ControlTaken;
import dev.leadline.events.lead.LeadEvent.LeadBlocked;
import dev.leadline.events.lead.LeadEvent.LeadUnblocked;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadEvent.MemberMessageSent;
import dev.leadline.events.lead.LeadEvent.StageSet;
import dev.leadline.events.lead.LeadEvent.Text;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import dev.leadline.leadservice.domain.LeadCommand.BlockLead;
import dev.leadline.leadservice.domain.LeadCommand.EditFields;
import dev.leadline.leadservice.domain.LeadCommand.GiveBack;
import dev.leadline.leadservice.domain.LeadCommand.SendMessage;
import dev.leadline.leadservice.domain.LeadCommand.SetStage;
import dev.leadline.leadservice.domain.LeadCommand.TakeOver;
import dev.leadline.leadservice.domain.LeadCommand.TeamAction;
import dev.leadline.leadservice.domain.LeadCommand.UnblockLead;
import java.util.List;
import java.util.Objects;

/** What team members may do to a lead, and what prevents it (domain 4.10, 5.6, 5.7). */
final class TeamActions {

  private TeamActions() {}

  static Ruling decide(LeadState lead, TeamAction action) {
    if (lead.erasedAt() != null) return rejected(new Refusal.Erased());
    String survivor = lead.mergedInto();
    if (survivor != null) return rejected(new Refusal.Merged(survivor));
    return switch (action) {
      case TakeOver takeOver -> takeOver(lead.control(), takeOver);
      case GiveBack giveBack -> giveBack(lead.control(), giveBack);
      case SendMessage message -> send(lead, message);
      case BlockLead block -> block(lead, block);
      case UnblockLead unblock -> unblock(lead, unblock);
      case SetStage set -> set(lead, set);
      case EditFields edit -> FieldEdits.decide(lead, edit);
    };
  }

  /** A second click, or a retry, of whoever holds the lead already changes nothing. */
  private static Ruling takeOver(Control control, TakeOver command) {
    Member owner = ControlRules.owner(control);
    if (owner != null && owner.memberId().equals(command.by().memberId())) return accepted();
    if (owner != null && !owner.memberId().equals(command.from()))
      return rejected(new Refusal.AlreadyTakenOver(owner, control.version()));
    Long seen = command.expectedControlVersion();
    if (seen != null && seen != control.version())
      return rejected(new Refusal.ControlChanged(owner, control.version()));
    return accepted(
        new ControlTaken(
            command.by(), owner, control.version() + 1, false, after(control, command.moment())));
  }

  private static Ruling giveBack(Control control, GiveBack command) {
    if (!control.isManual()) return accepted();
    return accepted(
        new ControlReturned(command.by(), control.version() + 1, after(control, command.moment())));
  }

  private static Ruling send(LeadState lead, SendMessage command) {
    Control control = lead.control();
    Member owner = ControlRules.owner(control);
    if (owner == null) return rejected(new Refusal.TakeOverFirst(control.version()));
    if (!owner.memberId().equals(command.by().memberId()))
      return rejected(new Refusal.AlreadyTakenOver(owner, control.version()));
    if (command.controlVersion() != control.version())
      return rejected(new Refusal.ControlChanged(owner, control.version()));
    return accepted(
        new MemberMessageSent(
            command.messageId(),
            Objects.requireNonNullElseGet(command.channel(), () -> lastWritten(lead)),
            command.by(),
            control.version(),
            command.moment().at(),
            new Text(command.text())));
  }

  /** Where the lead wrote last, as far as one can write back there. */
  private static Channel lastWritten(LeadState lead) {
    LatestAction action = lead.picture().activity().latestAction();
    return switch (action == null ? null : action.channel()) {
      case EMAIL -> Channel.EMAIL;
      case TEXT -> Channel.TEXT;
      case null, default -> Channel.CHAT;
    };
  }

  private static Ruling block(LeadState lead, BlockLead command) {
    if (lead.block().isBlocked()) return rejected(new Refusal.AlreadyBlocked());
    return accepted(
        new LeadBlocked(
            Block.Origin.MANUAL,
            command.by(),
            null,
            null,
            command.moment().at(),
            command.until(),
            command.why()));
  }

  private static Ruling unblock(LeadState lead, UnblockLead command) {
    if (!lead.block().isBlocked()) return rejected(new Refusal.NotBlocked());
    return accepted(new LeadUnblocked(command.by(), command.moment().at(), command.why()));
  }

  private static Ruling set(LeadState lead, SetStage command) {
    Stage before = lead.picture().activity().stage();
    if (before == command.stage()) return accepted();
    return accepted(
        new StageSet(command.stage(), before, command.by(), command.moment().at(), command.why()));
  }

  /** A member acts on what they see, so it is newer, whatever the clock of a channel said. */
  static Moment after(Control control, Moment moment) {
    Moment since = control.since();
    return since == null || moment.isAfter(since)
        ? moment
        : new Moment(since.at().plusMillis(1), moment.source(), moment.id());
  }

  private static Ruling accepted(LeadEvent... events) {
    return new Ruling.Accepted(List.of(events));
  }

  private static Ruling rejected(Refusal refusal) {
    return new Ruling.Rejected(refusal);
  }
}
