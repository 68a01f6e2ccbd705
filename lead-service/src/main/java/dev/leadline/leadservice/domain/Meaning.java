package dev.leadline.leadservice.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.Stage;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.lead.Content.Observation;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.MeetingChange;
import dev.leadline.events.lead.TouchpointChange;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a channel fact means to a lead, before anything is known of the lead (domain 4.2).
 *
 * @param actor who did it, where the event itself does not say
 */
record Meaning(
    Channel channel,
    Actor.Kind actor,
    List<Stage> stages,
    int messages,
    Decision.@Nullable Action action,
    List<Observation> observations,
    @Nullable TouchpointChange touchpoint,
    @Nullable MeetingChange meeting) {

  /** An entry in the timeline and nothing else. */
  static Meaning of(Channel channel, Actor.Kind actor) {
    return new Meaning(channel, actor, List.of(), 0, null, List.of(), null, null);
  }

  Meaning reaching(Stage stage) {
    if (stages.contains(stage)) return this;
    var reached = Stream.concat(stages.stream(), Stream.of(stage)).sorted().toList();
    return new Meaning(
        channel, actor, reached, messages, action, observations, touchpoint, meeting);
  }

  Meaning counting(int sent) {
    return new Meaning(channel, actor, stages, sent, action, observations, touchpoint, meeting);
  }

  Meaning doing(LeadAction done) {
    return new Meaning(
        channel, actor, stages, messages, done.stored(), observations, touchpoint, meeting);
  }

  Meaning observing(List<Observation> seen) {
    if (seen.isEmpty()) return this;
    var all = Stream.concat(observations.stream(), seen.stream()).distinct().toList();
    return new Meaning(channel, actor, stages, messages, action, all, touchpoint, meeting);
  }

  Meaning changing(TouchpointChange change) {
    return new Meaning(channel, actor, stages, messages, action, observations, change, meeting);
  }

  Meaning changing(MeetingChange change) {
    return new Meaning(channel, actor, stages, messages, action, observations, touchpoint, change);
  }
}
