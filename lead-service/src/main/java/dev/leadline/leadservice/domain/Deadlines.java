package dev.leadline.leadservice.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Control;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.ControlReturned;
import dev.leadline.events.lead.LeadEvent.LeadUnblocked;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadEvent.TakeoverWentStale;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import dev.leadline.events.lead.Origin;
import dev.leadline.leadservice.domain.Deadline.What;
import dev.leadline.leadservice.domain.LeadCommand.MeetDeadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be done to a lead when a time comes (domain 5.6, 5.7), and doing it. */
public final class Deadlines {

  private Deadlines() {}

  /** Whether an event may set or end a deadline. */
  public static boolean mayChange(LeadEvent event) {
    return switch (event) {
      case LeadEvent.LeadBlocked _,
          LeadEvent.LeadUnblocked _,
          LeadEvent.ControlTaken _,
          LeadEvent.ControlReturned _,
          LeadEvent.MemberMessageSent _,
          LeadEvent.LeadAbsorbed _,
          LeadEvent.LeadMergedInto _,
          LeadEvent.LeadUnmerged _,
          LeadEvent.LeadRestored _,
          LeadEvent.LeadErased _ ->
          true;
      case LeadEvent.InteractionRecorded interaction -> isMembersMessage(interaction.origin());
      case LeadEvent.LeadRegistered _,
          LeadEvent.TakeoverWentStale _,
          LeadEvent.StageSet _,
          LeadEvent.FieldEdited _,
          LeadEvent.MergeSuggested _,
          LeadEvent.MergeDismissed _,
          LeadEvent.IdentityConfirmed _ ->
          false;
    };
  }

  /**
   * The deadlines that newly stored events set.
   *
   * @param now the lead as it is, perhaps after still newer events
   */
  public static List<Deadline> after(LeadState now, List<LeadEvent> events, Patience patience) {
    if (!now.isListed()) return List.of();
    var set = new ArrayList<Deadline>();
    Block.Cause cause = now.block().cause();
    if (cause != null && cause.until() != null)
      set.add(deadline(now, What.BLOCK_ENDS, cause.until(), round(cause)));
    Instant sign = lastSign(events);
    if (!now.control().isManual() || sign == null) return set;
    long version = now.control().version();
    set.add(deadline(now, What.TAKEOVER_GOES_STALE, sign.plus(patience.staleAfter()), version));
    Duration returnAfter = patience.returnAfter();
    if (returnAfter != null)
      set.add(deadline(now, What.TAKEOVER_ENDS, sign.plus(returnAfter), version));
    return set;
  }

  /** What need not be done any more to a lead. */
  public static Set<What> over(LeadState now) {
    if (!now.isListed()) return EnumSet.allOf(What.class);
    Set<What> over = EnumSet.noneOf(What.class);
    Block.Cause cause = now.block().cause();
    if (cause == null || cause.until() == null) over.add(What.BLOCK_ENDS);
    if (!now.control().isManual()) {
      over.add(What.TAKEOVER_GOES_STALE);
      over.add(What.TAKEOVER_ENDS);
    }
    return over;
  }

  /** What has changed meanwhile needs nothing any more: that is no refusal. */
  static Ruling decide(LeadState lead, MeetDeadline met) {
    Deadline deadline = met.deadline();
    Moment moment = met.moment();
    Block.Cause cause = lead.block().cause();
    Control control = lead.control();
    Member owner = ControlRules.owner(control);
    boolean sameTakeover = owner != null && control.version() == deadline.round();
    List<LeadEvent> events =
        !lead.isListed()
            ? List.of()
            : switch (deadline.what()) {
              case BLOCK_ENDS ->
                  cause != null && cause.until() != null && round(cause) == deadline.round()
                      ? unblocked(lead, met)
                      : List.of();
              case TAKEOVER_GOES_STALE ->
                  owner != null && sameTakeover
                      ? List.of(new TakeoverWentStale(owner, control.version(), moment.at()))
                      : List.of();
              case TAKEOVER_ENDS ->
                  sameTakeover
                      ? List.of(
                          new ControlReturned(
                              null, control.version() + 1, TeamActions.after(control, moment)))
                      : List.of();
            };
    return new Ruling.Accepted(events);
  }

  /** What was scored while it was blocked has blocked nobody yet. */
  private static List<LeadEvent> unblocked(LeadState lead, MeetDeadline met) {
    Instant at = met.moment().at();
    var unblocked = new LeadUnblocked(null, at, null);
    var events = new ArrayList<LeadEvent>(List.of(unblocked));
    events.addAll(Moderation.judge(lead.evolve(unblocked), met.policy().blockingThreshold(), at));
    return events;
  }

  /** When a member last showed that they are there; null if these events do not say. */
  private static @Nullable Instant lastSign(List<LeadEvent> events) {
    return events.stream()
        .map(
            event ->
                switch (event) {
                  case LeadEvent.ControlTaken taken -> taken.moment().at();
                  case LeadEvent.MemberMessageSent sent -> sent.at();
                  case LeadEvent.LeadAbsorbed absorbed -> absorbed.at();
                  case LeadEvent.LeadRestored restored -> restored.at();
                  case LeadEvent.InteractionRecorded interaction
                      when isMembersMessage(interaction.origin()) ->
                      interaction.origin().at();
                  case LeadEvent other -> null;
                })
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static boolean isMembersMessage(Origin origin) {
    return origin.actor() == Actor.Kind.MEMBER && isConversation(origin.channel());
  }

  private static boolean isConversation(Channel channel) {
    return switch (channel) {
      case CHAT, EMAIL, TEXT, VOICE -> true;
      case WEB, FORM, CALENDAR, COPILOT, DEMO, CRM, API, WORKFLOW, SYSTEM -> false;
    };
  }

  private static long round(Block.Cause cause) {
    return cause.at().toEpochMilli();
  }

  private static Deadline deadline(LeadState lead, What what, Instant dueAt, long round) {
    return new Deadline(lead.tenant(), lead.leadId(), what, dueAt, round);
  }
}
