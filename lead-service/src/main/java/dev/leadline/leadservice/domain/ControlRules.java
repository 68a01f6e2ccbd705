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

  /**
   * What a channel says of control. All of it is kept, so that it may arrive in any order: of two
   * changes the newer one holds ({@link LeadState#evolve}). What is older than what holds raises no
   * version, for it takes nothing from anybody.
   */
  static List<LeadEvent> told(LeadState lead, ControlFact fact, Moment moment) {
    Control control = lead.control();
    boolean stale = control.since() != null && control.since().isAfter(moment);
    return switch (fact) {
      case ControlFact.TakenOver taken ->
          taken(control, new Member(taken.memberId(), taken.memberName()), stale, moment);
      case ControlFact.Reassigned reassigned -> {
        ControlFact.Member to = reassigned.to();
        yield taken(control, new Member(to.memberId(), to.memberName()), stale, moment);
      }
      case ControlFact.Returned returned -> {
        String memberId = returned.memberId();
        Member by = memberId == null ? null : new Member(memberId, returned.memberName());
        boolean changes = control.isManual() && !stale;
        long version = changes ? control.version() + 1 : control.version();
        yield List.of(new ControlReturned(by, version, moment));
      }
    };
  }

  /** From oneself to oneself is no change; it only tells that it still holds. */
  private static List<LeadEvent> taken(Control control, Member by, boolean stale, Moment moment) {
    boolean changes = !stale && !by.memberId().equals(control.by());
    long version = changes ? control.version() + 1 : control.version();
    return List.of(new ControlTaken(by, stale ? null : owner(control), version, true, moment));
  }

  static @Nullable Member owner(Control control) {
    return control.by() == null ? null : new Member(control.by(), control.name());
  }
}
