package dev.leadline.leadservice.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.Stage;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.MeetingFact;
import dev.leadline.events.channel.RecordsFact;
import dev.leadline.events.lead.Content.Observation;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.Enrolment.EnrolmentChange;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.MeetingChange;
import dev.leadline.events.lead.Score;
import dev.leadline.events.lead.TouchpointChange;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a channel fact means to a lead, before anything is known of the lead (domain 4.2).
 *
 * @param actor who did it, where the event itself does not say
 * @param changes what it does to touchpoints, enrolments, meetings, scores
 */
record Meaning(
    Channel channel,
    Actor.Kind actor,
    List<Stage> stages,
    int messages,
    Decision.@Nullable Action action,
    List<Observation> observations,
    Changes changes) {

  /** At most one of them is there. */
  record Changes(
      @Nullable TouchpointChange touchpoint,
      @Nullable EnrolmentChange enrolment,
      @Nullable MeetingChange meeting,
      @Nullable Score score) {
    private static final Changes NONE = new Changes(null, null, null, null);
  }

  /** An entry in the timeline and nothing else. */
  static Meaning of(Channel channel, Actor.Kind actor) {
    return new Meaning(channel, actor, List.of(), 0, null, List.of(), Changes.NONE);
  }

  /** Something that the lead does. */
  static Meaning ofLead(Channel channel) {
    return of(channel, Actor.Kind.LEAD);
  }

  Meaning reaching(Stage stage) {
    if (stages.contains(stage)) return this;
    var reached = Stream.concat(stages.stream(), Stream.of(stage)).sorted().toList();
    return new Meaning(channel, actor, reached, messages, action, observations, changes);
  }

  Meaning counting(int sent) {
    return new Meaning(channel, actor, stages, sent, action, observations, changes);
  }

  Meaning doing(LeadAction done) {
    return new Meaning(channel, actor, stages, messages, done.stored(), observations, changes);
  }

  Meaning observing(List<Observation> seen) {
    if (seen.isEmpty()) return this;
    var all =
        Stream.concat(observations.stream(), seen.stream().map(Fields::bounded))
            .distinct()
            .toList();
    return new Meaning(channel, actor, stages, messages, action, all, changes);
  }

  /** With all that it tells being of one address alone. */
  Meaning about(@Nullable String address) {
    return new Meaning(
        channel,
        actor,
        stages,
        messages,
        action,
        observations.stream().map(seen -> seen.about(address)).toList(),
        changes);
  }

  /** By what is known of the lead already (domain 5.13). */
  Meaning inSightOf(LeadState lead, ChannelFact fact, OccurrenceTime time) {
    return switch (fact) {
      case EmailFact.LinkClicked clicked when Traces.isByScanner(lead, clicked, time.at()) ->
          new Meaning(channel, Actor.Kind.SYSTEM, stages, messages, null, observations, changes);
      case RecordsFact.Pulled pulled ->
          new Meaning(
              channel,
              actor,
              stages,
              messages,
              action,
              Traces.withoutEcho(lead, pulled, observations),
              changes);
      case MeetingFact.CopilotJoined joined when isBooked(lead, joined.meetingId(), time.at()) ->
          reaching(Stage.CALL_SCHEDULED);
      case ChannelFact other -> this;
    };
  }

  /**
   * Whether the lead booked that meeting before (domain 4.2). The booking has raised the stage, so
   * that this one is seen only where a member has set a lower one since, and no order of arrival
   * changes what is reached when.
   */
  private static boolean isBooked(LeadState lead, String meetingId, Instant at) {
    Instant booked = lead.picture().activity().reachedAt().get(Stage.CALL_SCHEDULED);
    return booked != null
        && !booked.isAfter(at)
        && lead.picture().known().meetings().stream()
            .anyMatch(meeting -> meeting.meetingId().equals(meetingId));
  }

  /** As the tenant has it. */
  Meaning under(Policy policy, ChannelFact fact) {
    Meaning fitting = of(policy.fieldTypes());
    return policy.emailOpenIsAction()
            && fact instanceof EmailFact.Opened opened
            && !Boolean.TRUE.equals(opened.isProxy())
        ? new Meaning(
                channel, Actor.Kind.LEAD, stages, messages, action, fitting.observations, changes)
            .doing(LeadAction.OPENED_EMAIL)
        : fitting;
  }

  /** Without values that are not of their fields' types. */
  private Meaning of(FieldTypes types) {
    List<Observation> fitting =
        observations.stream().filter(seen -> types.take(seen.field(), seen.value())).toList();
    return fitting.size() == observations.size()
        ? this
        : new Meaning(channel, actor, stages, messages, action, fitting, changes);
  }

  Meaning changing(TouchpointChange change) {
    return changing(new Changes(change, null, null, null));
  }

  Meaning changing(EnrolmentChange change) {
    return changing(new Changes(null, change, null, null));
  }

  Meaning changing(MeetingChange change) {
    return changing(new Changes(null, null, change, null));
  }

  Meaning changing(Score score) {
    return changing(new Changes(null, null, null, score));
  }

  private Meaning changing(Changes change) {
    return new Meaning(channel, actor, stages, messages, action, observations, change);
  }
}
