package dev.leadline.events.lead;

import dev.leadline.events.Channel;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Stage;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What happened with a lead, without who it is: the part of its picture that an erasure leaves.
 *
 * @param firstSeenAt when the earliest interaction happened
 * @param reachedAt the earliest interaction that qualified for each stage
 * @param messageCount messages sent by the lead
 * @param country of the newest interaction that had one; {@code firstCountry} of the earliest
 * @param entry how the lead entered, by the earliest interaction that tells it
 * @param session the newest one at the lead's device
 */
public record Activity(
    @Nullable Instant firstSeenAt,
    Stage stage,
    Map<Stage, Instant> reachedAt,
    int messageCount,
    @Nullable LatestAction latestAction,
    SortedSet<Channel> channels,
    SortedSet<String> agentIds,
    @Nullable Country country,
    @Nullable Country firstCountry,
    @Nullable Entry entry,
    @Nullable Session session) {

  /** Nothing happened yet. */
  public static final Activity NONE =
      new Activity(
          null,
          Stage.BROWSING,
          Map.of(),
          0,
          null,
          new TreeSet<>(),
          new TreeSet<>(),
          null,
          null,
          null,
          null);

  public Activity {
    reachedAt = reachedAt == null ? Map.of() : reachedAt;
    channels = channels == null ? new TreeSet<>() : channels;
    agentIds = agentIds == null ? new TreeSet<>() : agentIds;
  }

  /** A country and the interaction that told it. */
  public record Country(String code, Moment moment) {

    private Country newer(Country other) {
      return moment.isAfter(other.moment) ? this : other;
    }

    private Country older(Country other) {
      return moment.isAfter(other.moment) ? other : this;
    }
  }

  /** A source and the interaction by which the lead entered from it. */
  public record Entry(LeadSource source, Moment moment) {

    private Entry older(Entry other) {
      return moment.isAfter(other.moment) ? other : this;
    }
  }

  static Activity of(InteractionRecorded event) {
    Origin origin = event.origin();
    Moment moment = origin.moment();
    Decision decision = event.decision();
    var reachedAt = new EnumMap<Stage, Instant>(Stage.class);
    Stage stage = Stage.BROWSING;
    for (Stage reached : decision.stages()) {
      reachedAt.put(reached, origin.at());
      stage = Stage.higher(stage, reached);
    }
    String agentId = origin.agent() == null ? null : origin.agent().agentId();
    Decision.Action action = decision.action();
    Country country = decision.country() == null ? null : new Country(decision.country(), moment);
    return new Activity(
        origin.at(),
        stage,
        reachedAt,
        decision.messages(),
        action == null
            ? null
            : new LatestAction(action.label(), action.rank(), origin.channel(), moment, agentId),
        new TreeSet<>(Set.of(origin.channel())),
        agentId == null ? new TreeSet<>() : new TreeSet<>(Set.of(agentId)),
        country,
        country,
        decision.source() == null ? null : new Entry(decision.source(), moment),
        Session.of(event));
  }

  Activity and(Activity other) {
    return new Activity(
        Joins.either(firstSeenAt, other.firstSeenAt, Joins::earlier),
        Stage.higher(stage, other.stage),
        Joins.union(reachedAt, other.reachedAt, Joins::earlier),
        messageCount + other.messageCount,
        Joins.either(latestAction, other.latestAction, LatestAction::and),
        Joins.union(channels, other.channels),
        Joins.union(agentIds, other.agentIds),
        Joins.either(country, other.country, Country::newer),
        Joins.either(firstCountry, other.firstCountry, Country::older),
        Joins.either(entry, other.entry, Entry::older),
        Joins.either(session, other.session, Session::and));
  }

  /** The same at another stage: what a person's decision makes of it. */
  Activity at(Stage set) {
    return new Activity(
        firstSeenAt,
        set,
        reachedAt,
        messageCount,
        latestAction,
        channels,
        agentIds,
        country,
        firstCountry,
        entry,
        session);
  }
}
