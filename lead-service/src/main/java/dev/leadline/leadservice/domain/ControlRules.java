package dev.leadline.leadservice.domain;

import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.ControlFact;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.TextFact;
import dev.leadline.events.lead.Control;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.ControlReturned;
import dev.leadline.events.lead.LeadEvent.ControlTaken;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may speak to a lead (domain 5.6). */
final class ControlRules {

  private ControlRules() {}

  /** Whether this is an answer that was written before somebody took over or gave back. */
  static boolean isOutdated(LeadState lead, ChannelFact fact) {
    Long seen =
        switch (fact) {
          case ChatFact.MessageSent sent -> sent.controlVersion();
          case EmailFact.Sent sent -> sent.controlVersion();
          case TextFact.MessageSent sent -> sent.controlVersion();
          case ChannelFact other -> null;
        };
    return seen != null && seen < lead.control().version();
  }

  /** What a channel says of control, unless something newer is known (domain 4.10, 14). */
  static List<LeadEvent> told(LeadState lead, ControlFact fact, Moment moment) {
    Control control = lead.control();
    if (control.since() != null && control.since().isAfter(moment)) return List.of();
    long next = control.version() + 1;
    return switch (fact) {
      case ControlFact.TakenOver taken ->
          taken.memberId().equals(control.by())
              ? List.of()
              : List.of(
                  new ControlTaken(
                      new Member(taken.memberId(), taken.memberName()),
                      owner(control),
                      next,
                      true,
                      moment));
      case ControlFact.Returned returned ->
          control.isManual()
              ? List.of(
                  new ControlReturned(
                      returned.memberId() == null
                          ? null
                          : new Member(returned.memberId(), returned.memberName()),
                      next,
                      moment))
              : List.of();
      case ControlFact.Reassigned reassigned ->
          List.of(
              new ControlTaken(
                  new Member(reassigned.to().memberId(), reassigned.to().memberName()),
                  owner(control),
                  next,
                  true,
                  moment));
    };
  }

  static @Nullable Member owner(Control control) {
    return control.by() == null ? null : new Member(control.by(), control.name());
  }
}
