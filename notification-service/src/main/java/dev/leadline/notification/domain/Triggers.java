package dev.leadline.notification.domain;

import static dev.leadline.notification.domain.Trigger.CRM_SYNC_FAILED;
import static dev.leadline.notification.domain.Trigger.LEAD_ASKED_FOR_HUMAN;
import static dev.leadline.notification.domain.Trigger.LEAD_BLOCKED;
import static dev.leadline.notification.domain.Trigger.LEAD_CALL_CANCELED;
import static dev.leadline.notification.domain.Trigger.LEAD_CALL_SCHEDULED;
import static dev.leadline.notification.domain.Trigger.LEAD_CREATED;
import static dev.leadline.notification.domain.Trigger.LEAD_EMAIL_CAPTURED;
import static dev.leadline.notification.domain.Trigger.LEAD_ENGAGED;
import static dev.leadline.notification.domain.Trigger.LEAD_FACTS_UPDATED;
import static dev.leadline.notification.domain.Trigger.LEAD_FORM_SUBMITTED;
import static dev.leadline.notification.domain.Trigger.LEAD_HIGH_ENGAGEMENT;
import static dev.leadline.notification.domain.Trigger.LEAD_REPLIED_WHILE_MANUAL;
import static dev.leadline.notification.domain.Trigger.LEAD_RETURNED;
import static dev.leadline.notification.domain.Trigger.LEAD_UNBLOCKED;
import static dev.leadline.notification.domain.Trigger.TAKEOVER_ENDED;
import static dev.leadline.notification.domain.Trigger.TAKEOVER_STALE;
import static dev.leadline.notification.domain.Trigger.TAKEOVER_STARTED;
import static dev.leadline.notification.domain.Trigger.WORKFLOW_STEP_FAILED;

import dev.leadline.events.Channel;
import dev.leadline.events.IdentityStatus;
import dev.leadline.events.Provenance;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.CalendarFact;
import dev.leadline.events.channel.RecordsFact;
import dev.leadline.events.channel.VoiceFact;
import dev.leadline.events.channel.WorkflowFact;
import dev.leadline.events.lead.Activity;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.Origin;
import dev.leadline.events.ops.OpsEvent;
import dev.leadline.events.view.CrmFields;
import dev.leadline.events.view.LeadRow;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which triggers an event pulls (domain 4.6), given what was known of its lead before. A trigger
 * that says "first" or "fifth" looks at both sides of the event, so that late events and the
 * joining of two leads pull none.
 */
public final class Triggers {

  private static final Duration TOO_LATE = Duration.ofDays(30);
  private static final Duration AWAY = Duration.ofDays(30);
  private static final int HIGH = 5;

  private static final String BOOKED = type(CalendarFact.MeetingBooked.class);
  private static final String CANCELED = type(CalendarFact.MeetingCanceled.class);
  private static final String TRANSFERRED = type(VoiceFact.Transferred.class);
  private static final String STEP_FAILED = type(WorkflowFact.StepFailed.class);
  private static final String SYNC_FAILED = type(RecordsFact.SyncFailed.class);

  private Triggers() {}

  /**
   * What there is to tell of an event; null if nothing is.
   *
   * @param before what was known of the lead before the event
   * @param after the same with the event taken in
   */
  public static @Nullable Occurrence react(Announced announced, KnownLead before, KnownLead after) {
    if (announced.sequence() < before.next() || !after.state().isListed()) return null;
    Set<Trigger> pulled = pulled(announced, before, after);
    if (pulled.isEmpty()) return null;
    Origin origin =
        announced.event() instanceof InteractionRecorded interaction ? interaction.origin() : null;
    return new Occurrence(
        announced,
        List.copyOf(pulled),
        after,
        origin == null ? null : origin.channel(),
        origin == null || origin.agent() == null ? null : origin.agent().agentId(),
        by(announced.event()),
        detail(announced),
        told(announced.event(), before, after));
  }

  /** What an event of operators pulls. */
  public static Trigger of(OpsEvent event) {
    return switch (event) {
      case OpsEvent.ReplayFinished finished -> Trigger.OPS_REPLAY_FINISHED;
    };
  }

  private static Set<Trigger> pulled(Announced announced, KnownLead before, KnownLead after) {
    return switch (announced.event()) {
      case InteractionRecorded interaction -> pulled(announced, interaction, before, after);
      case LeadEvent.LeadRegistered registered -> EnumSet.of(LEAD_CREATED);
      case LeadEvent.LeadBlocked blocked -> EnumSet.of(LEAD_BLOCKED);
      case LeadEvent.LeadUnblocked unblocked -> EnumSet.of(LEAD_UNBLOCKED);
      case LeadEvent.ControlTaken taken -> unlessBlocked(after, TAKEOVER_STARTED);
      case LeadEvent.ControlReturned returned -> unlessBlocked(after, TAKEOVER_ENDED);
      case LeadEvent.TakeoverWentStale stale -> unlessBlocked(after, TAKEOVER_STALE);
      case LeadEvent.FieldEdited edited ->
          told(edited, before, after).isEmpty()
              ? EnumSet.noneOf(Trigger.class)
              : unlessBlocked(after, LEAD_FACTS_UPDATED);
      case LeadEvent.MemberMessageSent sent -> EnumSet.noneOf(Trigger.class);
      case LeadEvent.StageSet set -> EnumSet.noneOf(Trigger.class);
      case LeadEvent.MergeSuggested suggested -> EnumSet.noneOf(Trigger.class);
      case LeadEvent.MergeDismissed dismissed -> EnumSet.noneOf(Trigger.class);
      case LeadEvent.IdentityConfirmed confirmed -> EnumSet.noneOf(Trigger.class);
      case LeadEvent.LeadAbsorbed absorbed -> EnumSet.noneOf(Trigger.class);
      case LeadEvent.LeadMergedInto merged -> EnumSet.noneOf(Trigger.class);
      case LeadEvent.LeadUnmerged unmerged -> EnumSet.noneOf(Trigger.class);
      case LeadEvent.LeadRestored restored -> EnumSet.noneOf(Trigger.class);
      case LeadEvent.LeadErased erased -> EnumSet.noneOf(Trigger.class);
    };
  }

  /** A blocked lead is told of as blocked, and of nothing else (domain 5.7). */
  private static Set<Trigger> unlessBlocked(KnownLead lead, Trigger trigger) {
    return lead.state().block().isBlocked() ? EnumSet.noneOf(Trigger.class) : EnumSet.of(trigger);
  }

  private static Set<Trigger> pulled(
      Announced announced, InteractionRecorded interaction, KnownLead before, KnownLead after) {
    var pulled = EnumSet.noneOf(Trigger.class);
    Origin origin = interaction.origin();
    Decision decision = interaction.decision();
    boolean late = origin.at().plus(TOO_LATE).isBefore(origin.receivedAt());
    if (late || decision.hidden() || decision.suppressed() || before.state().block().isBlocked())
      return pulled;
    if (after.whole()) pulled.addAll(firsts(decision, activity(before), activity(after)));
    if (decision.stages().contains(Stage.WEBFORM_SUBMITTED)) pulled.add(LEAD_FORM_SUBMITTED);
    if (decision.messages() > 0 && before.state().control().isManual())
      pulled.add(LEAD_REPLIED_WHILE_MANUAL);
    if (isBack(origin, decision, before, after)) pulled.add(LEAD_RETURNED);
    String type = origin.type();
    if (type.equals(TRANSFERRED) || Boolean.TRUE.equals(announced.said().askedForHuman()))
      pulled.add(LEAD_ASKED_FOR_HUMAN);
    if (type.equals(BOOKED)) pulled.add(LEAD_CALL_SCHEDULED);
    if (type.equals(CANCELED)) pulled.add(LEAD_CALL_CANCELED);
    if (type.equals(STEP_FAILED)) pulled.add(WORKFLOW_STEP_FAILED);
    if (type.equals(SYNC_FAILED)) pulled.add(CRM_SYNC_FAILED);
    // What a program wrote itself it need not be told of (domain 2.13).
    if (origin.channel() != Channel.API && !told(interaction, before, after).isEmpty())
      pulled.add(LEAD_FACTS_UPDATED);
    return pulled;
  }

  private static Set<Trigger> firsts(Decision decision, Activity before, Activity after) {
    var pulled = EnumSet.noneOf(Trigger.class);
    if (decision.messages() > 0 && before.messageCount() == 0) pulled.add(LEAD_ENGAGED);
    if (before.messageCount() < HIGH && after.messageCount() >= HIGH)
      pulled.add(LEAD_HIGH_ENGAGEMENT);
    if (decision.stages().contains(Stage.EMAIL_CAPTURED)
        && !before.reachedAt().containsKey(Stage.EMAIL_CAPTURED)) pulled.add(LEAD_EMAIL_CAPTURED);
    return pulled;
  }

  private static boolean isBack(
      Origin origin, Decision decision, KnownLead before, KnownLead after) {
    Instant last = before.state().picture().lastActivityAt();
    if (decision.action() == null || last == null) return false;
    return !origin.at().isBefore(last.plus(AWAY))
        && LeadRow.of(after.state(), origin.at()).known() != IdentityStatus.Known.UNKNOWN;
  }

  private static Activity activity(KnownLead lead) {
    return lead.state().picture().activity();
  }

  private static LeadEvent.@Nullable Member by(LeadEvent event) {
    return switch (event) {
      case LeadEvent.ControlTaken taken -> taken.by();
      case LeadEvent.ControlReturned returned -> returned.by();
      case LeadEvent.TakeoverWentStale stale -> stale.by();
      case LeadEvent.LeadBlocked blocked -> blocked.by();
      case LeadEvent.LeadUnblocked unblocked -> unblocked.by();
      case LeadEvent.FieldEdited edited -> edited.by();
      case InteractionRecorded interaction -> null;
      case LeadEvent.LeadRegistered registered -> null;
      case LeadEvent.MemberMessageSent sent -> sent.by();
      case LeadEvent.StageSet set -> set.by();
      case LeadEvent.MergeSuggested suggested -> null;
      case LeadEvent.MergeDismissed dismissed -> dismissed.by();
      case LeadEvent.IdentityConfirmed confirmed -> null;
      case LeadEvent.LeadAbsorbed absorbed -> absorbed.by();
      case LeadEvent.LeadMergedInto merged -> merged.by();
      case LeadEvent.LeadUnmerged unmerged -> unmerged.by();
      case LeadEvent.LeadRestored restored -> restored.by();
      case LeadEvent.LeadErased erased -> null;
    };
  }

  private static @Nullable String detail(Announced announced) {
    if (announced.event() instanceof LeadEvent.LeadBlocked blocked) {
      LeadEvent.Reason reason = blocked.personal();
      return reason == null || reason.reason() == null ? blocked.category() : reason.reason();
    }
    String reason = announced.said().reason();
    return reason == null ? announced.said().error() : reason;
  }

  /** The facts that the event changed: what counts now and did not before (domain 2.13). */
  private static Map<String, String> told(LeadEvent event, KnownLead before, KnownLead after) {
    var told = new LinkedHashMap<String, String>();
    BiConsumer<String, Value> tell =
        (field, value) -> {
          if (!before.has(field, value) && after.has(field, value)) told.put(field, value.shown());
        };
    if (event instanceof LeadEvent.FieldEdited edited && edited.personal() != null)
      tell.accept(edited.personal().field(), edited.personal().value());
    Content content = event instanceof InteractionRecorded some ? some.personal() : null;
    if (content != null)
      for (Content.Observation seen : content.observations())
        if (isFact(seen)) tell.accept(seen.field(), seen.value());
    return told;
  }

  /** Neither how a lead stands with a CRM nor where its address is was told by anybody. */
  private static boolean isFact(Content.Observation seen) {
    return seen.provenance() != Provenance.IP && !CrmFields.isOne(seen.field());
  }

  private static String type(Class<?> fact) {
    return WireName.of(fact).cloudEventType();
  }
}
