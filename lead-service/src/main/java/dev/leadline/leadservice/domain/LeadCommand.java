package dev.leadline.leadservice.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadEvent.Reason;
import dev.leadline.events.lead.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be asked of a lead. Everything that a decision needs travels inside. */
public sealed interface LeadCommand {

  /**
   * Take note of a channel event.
   *
   * @param keys the keys of the event that are this lead's
   * @param part the absorbed lead whose keys brought it; null if they are the lead's own
   * @param country of the address it came from, ISO 3166-1 alpha-2; null if that does not tell
   * @param where what else that address tells
   * @param blockedUntil how long whoever comes anew from that address gets no answers, which may be
   *     over; null if they do
   * @param byProgram whether a program, and no person, was at work
   */
  record RecordInteraction(
      ChannelEvent event,
      List<IdentityKey> keys,
      @Nullable String part,
      @Nullable String country,
      Where where,
      @Nullable Instant blockedUntil,
      boolean byProgram,
      Policy policy)
      implements LeadCommand {

    /** From an address that tells its country at the most. */
    public RecordInteraction(
        ChannelEvent event,
        List<IdentityKey> keys,
        @Nullable String part,
        @Nullable String country,
        Policy policy) {
      this(event, keys, part, country, Where.NOWHERE, null, false, policy);
    }
  }

  /**
   * Do what was to be done when a time came, if it is still to be done.
   *
   * @param policy what holds for the tenant's leads
   */
  record MeetDeadline(Deadline deadline, Moment moment, Policy policy) implements LeadCommand {}

  /**
   * Forget the person (domain 5.9).
   *
   * @param partOf the lead by whose erasure this one goes too; null if it is asked for itself
   * @param legalBasis in the words of who asks; nothing of the person may be in it
   */
  record Erase(@Nullable String partOf, @Nullable String legalBasis, Instant at)
      implements LeadCommand {}

  /** What a team member does to a lead (domain 4.9). */
  sealed interface TeamAction extends LeadCommand {

    /** Who does it. */
    Member by();

    /** When, and under which id, it was asked for. */
    Moment moment();
  }

  /**
   * Speak to the lead in the agents' place.
   *
   * @param expectedControlVersion what the member saw; null if they did not look
   * @param from the member it is to be taken from; null if from the agents
   */
  record TakeOver(
      Member by, @Nullable Long expectedControlVersion, @Nullable String from, Moment moment)
      implements TeamAction {}

  /** Let the agents speak again; every member may, whoever took over. */
  record GiveBack(Member by, Moment moment) implements TeamAction {}

  /**
   * Write to the lead.
   *
   * @param controlVersion what the member saw while writing
   * @param channel to deliver it by; null means where the lead wrote last
   */
  record SendMessage(
      Member by,
      String messageId,
      String text,
      long controlVersion,
      @Nullable Channel channel,
      Moment moment)
      implements TeamAction {}

  /**
   * Give the lead no more answers.
   *
   * @param until null means that somebody has to end it
   */
  record BlockLead(Member by, Reason why, @Nullable Instant until, Moment moment)
      implements TeamAction {}

  /** Give the lead answers again. */
  record UnblockLead(Member by, Reason why, Moment moment) implements TeamAction {}

  /** Put the lead in another stage, perhaps a lower one. */
  record SetStage(Member by, Stage stage, Reason why, Moment moment) implements TeamAction {}

  /**
   * Type in what is known of the lead: it holds against whatever others tell (domain 4.4).
   *
   * @param fields of the right types, by any of their names
   * @param owners the leads of those keys among the fields that have one
   * @param erased which of these leads were erased
   */
  record EditFields(
      Member by,
      Map<String, Value> fields,
      Map<IdentityKey, String> owners,
      Set<String> erased,
      Moment moment)
      implements TeamAction {}
}
