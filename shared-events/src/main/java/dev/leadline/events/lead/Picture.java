package dev.leadline.events.lead;

import dev.leadline.events.Channel;
import dev.leadline.events.Stage;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the interactions of a lead add up to. Two pictures join into one by {@link #and}, which is
 * commutative, associative and, counts apart, idempotent; so the order in which interactions arrive
 * cannot show, and two leads that turn out to be one person are joined by the same operation.
 *
 * @param firstSeenAt when the earliest interaction happened
 * @param reachedAt the earliest interaction that qualified for each stage
 * @param messageCount messages sent by the lead
 * @param country of the newest interaction that had one; {@code firstCountry} of the earliest
 * @param fields the winning value of each field
 */
public record Picture(
    @Nullable Instant firstSeenAt,
    Stage stage,
    Map<Stage, Instant> reachedAt,
    int messageCount,
    @Nullable LatestAction latestAction,
    Set<Channel> channels,
    SortedSet<String> agentIds,
    @Nullable Country country,
    @Nullable Country firstCountry,
    Map<String, FieldValue> fields,
    SortedSet<IdentityKey> identities,
    List<Touchpoint> touchpoints,
    List<Meeting> meetings) {

  /** Nothing happened yet. */
  public static final Picture EMPTY =
      new Picture(
          null,
          Stage.BROWSING,
          Map.of(),
          0,
          null,
          Set.of(),
          new TreeSet<>(),
          null,
          null,
          Map.of(),
          new TreeSet<>(),
          List.of(),
          List.of());

  public Picture {
    reachedAt = reachedAt == null ? Map.of() : reachedAt;
    channels = channels == null ? Set.of() : channels;
    agentIds = agentIds == null ? new TreeSet<>() : agentIds;
    fields = fields == null ? Map.of() : fields;
    identities = identities == null ? new TreeSet<>() : identities;
    touchpoints = touchpoints == null ? List.of() : touchpoints;
    meetings = meetings == null ? List.of() : meetings;
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

  /** What one interaction alone shows. */
  public static Picture of(InteractionRecorded event) {
    Origin origin = event.origin();
    Moment moment = origin.moment();
    Decision decision = event.decision();
    Content content = event.personal();
    var reachedAt = new EnumMap<Stage, Instant>(Stage.class);
    Stage stage = Stage.BROWSING;
    for (Stage reached : decision.stages()) {
      reachedAt.put(reached, origin.at());
      stage = Stage.higher(stage, reached);
    }
    String agentId = origin.agent() == null ? null : origin.agent().agentId();
    Decision.Action action = decision.action();
    Country country = decision.country() == null ? null : new Country(decision.country(), moment);
    var fields = new TreeMap<String, FieldValue>();
    if (content != null)
      for (Content.Observation seen : content.observations())
        fields.merge(
            seen.field(), new FieldValue(seen.value(), seen.provenance(), moment), FieldValue::and);
    return new Picture(
        origin.at(),
        stage,
        reachedAt,
        decision.messages(),
        action == null
            ? null
            : new LatestAction(action.label(), action.rank(), origin.channel(), moment, agentId),
        Set.of(origin.channel()),
        agentId == null ? new TreeSet<>() : new TreeSet<>(Set.of(agentId)),
        country,
        country,
        fields,
        content == null ? new TreeSet<>() : new TreeSet<>(content.identities()),
        content == null || content.touchpoint() == null
            ? List.of()
            : List.of(Touchpoint.of(content.touchpoint(), moment)),
        content == null || content.meeting() == null
            ? List.of()
            : List.of(new Meeting(content.meeting(), moment)));
  }

  /** Both pictures in one. */
  public Picture and(Picture other) {
    return new Picture(
        either(firstSeenAt, other.firstSeenAt, (one, two) -> one.isBefore(two) ? one : two),
        Stage.higher(stage, other.stage),
        union(reachedAt, other.reachedAt, (one, two) -> one.isBefore(two) ? one : two),
        messageCount + other.messageCount,
        either(latestAction, other.latestAction, LatestAction::and),
        union(channels, other.channels),
        union(agentIds, other.agentIds),
        either(country, other.country, Country::newer),
        either(firstCountry, other.firstCountry, Country::older),
        union(fields, other.fields, FieldValue::and),
        union(identities, other.identities),
        union(touchpoints, other.touchpoints, Touchpoint.KEY, Touchpoint::and),
        union(meetings, other.meetings, Meeting.KEY, Meeting::and));
  }

  /** The same without anything personal: what is left of an erased lead. */
  public Picture withoutPersonal() {
    return new Picture(
        firstSeenAt,
        stage,
        reachedAt,
        messageCount,
        latestAction,
        channels,
        agentIds,
        country,
        firstCountry,
        Map.of(),
        new TreeSet<>(),
        List.of(),
        List.of());
  }

  /** The newest lead action, or the first sign of the lead if it has done nothing itself. */
  public @Nullable Instant lastActivityAt() {
    return latestAction == null ? firstSeenAt : latestAction.moment().at();
  }

  private static <T> @Nullable T either(
      @Nullable T one, @Nullable T two, BinaryOperator<T> choose) {
    if (one == null) return two;
    return two == null ? one : choose.apply(one, two);
  }

  private static <K, V> Map<K, V> union(Map<K, V> one, Map<K, V> two, BinaryOperator<V> join) {
    if (two.isEmpty()) return one;
    if (one.isEmpty()) return two;
    var all = new TreeMap<>(one);
    two.forEach((key, value) -> all.merge(key, value, join));
    return all;
  }

  private static Set<Channel> union(Set<Channel> one, Set<Channel> two) {
    if (one.containsAll(two)) return one;
    var all = new TreeSet<>(one);
    all.addAll(two);
    return all;
  }

  private static <T> SortedSet<T> union(SortedSet<T> one, SortedSet<T> two) {
    if (one.containsAll(two)) return one;
    var all = new TreeSet<>(one);
    all.addAll(two);
    return all;
  }

  /** In the order of their keys, so that the order of arrival cannot show. */
  private static <T> List<T> union(
      List<T> one, List<T> two, Comparator<T> key, BinaryOperator<T> join) {
    if (two.isEmpty()) return one;
    if (one.isEmpty()) return two;
    var all = new TreeMap<T, T>(key);
    one.forEach(each -> all.put(each, each));
    two.forEach(each -> all.merge(each, each, join));
    return List.copyOf(all.values());
  }
}
