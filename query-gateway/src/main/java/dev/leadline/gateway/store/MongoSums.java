package dev.leadline.gateway.store;

import static com.mongodb.client.model.Projections.fields;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import dev.leadline.events.Channel;
import dev.leadline.events.Stage;
import dev.leadline.events.view.ReadModels;
import dev.leadline.events.view.Sums;
import dev.leadline.gateway.domain.AnalyticsQuery;
import dev.leadline.gateway.domain.Timeframe;
import dev.leadline.gateway.handling.ReadSums;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sums as {@code channel_daily}, {@code conversations} and {@code funnel_daily} hold them. */
@Component
final class MongoSums implements ReadSums {

  private static final String WHAT = "The numbers";
  private static final int AT_ONCE = 1000;
  private static final long QUARTER_SECONDS = 15 * 60;

  /** As many sums of an agent as say where it works. */
  private static final int NEWEST = 200;

  /** More than anybody has; without an end, ids that are made up would each be gone to. */
  private static final int MOST_AGENTS = 500;

  private static final Set<Channel> CONVERSATIONS =
      Set.of(
          Channel.CHAT, Channel.EMAIL, Channel.VOICE, Channel.TEXT, Channel.COPILOT, Channel.DEMO);

  private final MongoQuestions mongo;
  private final LiveGenerations live;

  MongoSums(MongoQuestions mongo, LiveGenerations live) {
    this.mongo = mongo;
    this.live = live;
  }

  @Override
  public void shares(AnalyticsQuery query, Consumer<Share> shares) {
    var wanted = new Document("tenant", query.tenant());
    range(wanted, "at", query.bounds());
    if (query.agent() != null) wanted.append("agent", query.agent());
    if (query.channel() != null) wanted.append("channel", query.channel().name());
    mongo.ask(
        WHAT,
        asked ->
            asked.execute(
                live.of(asked, ReadModels.CHANNEL_DAILY),
                sums -> {
                  for (Document one : sums.find(wanted).batchSize(AT_ONCE))
                    shares.accept(share(one));
                  return wanted;
                }));
  }

  private static Share share(Document one) {
    var types = new HashMap<String, Long>();
    one.get(Sums.TYPES, new Document()).forEach((type, count) -> types.put(type, number(count)));
    String stage = one.getString(Sums.STAGE);
    return new Share(
        one.getString("lead"),
        Instant.parse(one.getString("at")),
        Channel.valueOf(one.getString("channel")),
        types,
        number(one.get(Sums.MESSAGES)),
        number(one.get(Sums.ANSWERS)),
        number(one.get(Sums.BY_MEMBERS)),
        number(one.get(Sums.ACTIONS)),
        number(one.get(Sums.SECONDS)),
        number(one.get(Sums.UNANSWERED)),
        stage == null ? -1 : Integer.parseInt(stage),
        instant(one.getString(Sums.EMAIL)),
        one.getString(Sums.COUNTRY));
  }

  @Override
  public void conversations(AnalyticsQuery query, Consumer<Conversation> conversations) {
    var wanted = new Document("tenant", query.tenant());
    range(wanted, Sums.FIRST, query.bounds());
    if (query.agent() != null) wanted.append("agents", query.agent());
    if (query.channel() != null) wanted.append("channel", query.channel().name());
    mongo.ask(
        WHAT,
        asked ->
            asked.execute(
                conversations(live.of(asked, ReadModels.CHANNEL_DAILY)),
                sums -> {
                  for (Document one : sums.find(wanted).batchSize(AT_ONCE))
                    if (one.getString(Sums.FIRST) != null) conversations.accept(conversation(one));
                  return wanted;
                }));
  }

  /** They are projected together, and so are of the same generation. */
  private static String conversations(String channelDaily) {
    return channelDaily.replace(ReadModels.CHANNEL_DAILY, ReadModels.CONVERSATIONS);
  }

  private static Conversation conversation(Document one) {
    return new Conversation(
        one.getString("lead"),
        Channel.valueOf(one.getString("channel")),
        Instant.parse(one.getString(Sums.FIRST)),
        Instant.parse(one.getString(Sums.LAST)),
        number(one.get(Sums.MESSAGES)),
        value(one.getString(Sums.PAGE)),
        value(one.getString(Sums.INTERFACE)),
        one.getString(Sums.QUESTION));
  }

  @Override
  public Standings standings(String tenant) {
    var into = new HashMap<String, String>();
    var blocked = new HashSet<String>();
    mongo.ask(
        WHAT,
        asked ->
            asked.execute(
                live.of(asked, ReadModels.FUNNEL_DAILY),
                funnels -> {
                  for (Document one :
                      bounded(
                          funnels.find(new Document("tenant", tenant).append("special", 1)),
                          "into",
                          "blocked")) {
                    String id = one.getString("_id");
                    if (one.getString("into") != null) into.put(id, one.getString("into"));
                    if (one.getBoolean("blocked", false)) blocked.add(id);
                  }
                  return into;
                }));
    return new Standings(into, blocked);
  }

  @Override
  public Map<String, Instant> firstEmails(Collection<String> leadIds) {
    String reached = "reached." + Stage.EMAIL_CAPTURED;
    var found = new HashMap<String, Instant>();
    for (List<String> some : leadIds.stream().gather(Gatherers.windowFixed(AT_ONCE)).toList())
      mongo.ask(
          WHAT,
          asked ->
              asked.execute(
                  live.of(asked, ReadModels.FUNNEL_DAILY),
                  funnels -> {
                    for (Document one :
                        bounded(
                            funnels.find(new Document("_id", new Document("$in", some))),
                            reached)) {
                      Instant at =
                          instant(
                              one.get("reached", new Document())
                                  .getString(Stage.EMAIL_CAPTURED.name()));
                      if (at != null) found.put(one.getString("_id"), at);
                    }
                    return found;
                  }));
    return found;
  }

  /** From one agent to the next through the index: however much was done, that many steps it is. */
  @Override
  public Map<String, Set<Channel>> agents(String tenant) {
    var found = new TreeMap<String, Set<Channel>>();
    return mongo.ask(
        WHAT,
        asked ->
            asked.execute(
                live.of(asked, ReadModels.CHANNEL_DAILY),
                sums -> {
                  String agent = agentAfter("", sums, tenant);
                  while (agent != null && found.size() < MOST_AGENTS) {
                    found.put(agent, channels(agent, sums, tenant));
                    agent = agentAfter(agent, sums, tenant);
                  }
                  return found;
                }));
  }

  /** The next agent by id; null after the last. What was done by none has an empty one. */
  private static @Nullable String agentAfter(
      String before, MongoCollection<Document> sums, String tenant) {
    var later = new Document("tenant", tenant).append("agent", new Document("$gt", before));
    Document next = bounded(sums.find(later).sort(ascending("agent")), "agent").limit(1).first();
    return next == null ? null : next.getString("agent");
  }

  private static Set<Channel> channels(
      String agent, MongoCollection<Document> sums, String tenant) {
    var own = new Document("tenant", tenant).append("agent", agent);
    var channels = new TreeSet<Channel>();
    for (Document one : bounded(sums.find(own).sort(descending("at")), "channel").limit(NEWEST))
      channels.add(Channel.valueOf(one.getString("channel")));
    channels.retainAll(CONVERSATIONS);
    return channels;
  }

  private static FindIterable<Document> bounded(FindIterable<Document> found, String... names) {
    return found.projection(fields(include(names))).batchSize(AT_ONCE);
  }

  private static void range(Document wanted, String field, Timeframe.Bounds bounds) {
    var range = new Document();
    if (bounds.from() != null) range.append("$gte", quarter(bounds.from()));
    if (bounds.to() != null) range.append("$lt", quarter(bounds.to()));
    if (!range.isEmpty()) wanted.append(field, range);
  }

  private static String quarter(Instant at) {
    long seconds = at.getEpochSecond();
    return ReadModels.sortable(
        Instant.ofEpochSecond(seconds - Math.floorMod(seconds, QUARTER_SECONDS)));
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  private static @Nullable Instant instant(@Nullable String sortable) {
    return sortable == null ? null : Instant.parse(sortable);
  }

  private static @Nullable String value(@Nullable String written) {
    return written == null ? null : Sums.value(written);
  }
}
