package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Seeds;
import dev.leadline.events.Stage;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.Agent;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Origin;
import dev.leadline.events.view.Sums;
import dev.leadline.gateway.domain.Overview;
import dev.leadline.gateway.domain.Timeframe;
import dev.leadline.gateway.handling.ReadSums.Conversation;
import dev.leadline.gateway.handling.ReadSums.Share;
import dev.leadline.gateway.handling.ReadSums.Standings;
import dev.leadline.gateway.handling.Tally;
import dev.leadline.timeline.domain.Addition;
import dev.leadline.timeline.domain.StoredEvent;
import dev.leadline.timeline.handling.AddUp;
import dev.leadline.timeline.handling.KeepFunnels;
import dev.leadline.timeline.handling.ProjectChannelDays;
import dev.leadline.timeline.handling.ProjectFunnel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The numbers of random histories, with merges, unmerges, blocks and erasures, equal those of a
 * plain count over all events.
 */
class AnalyticsTest {

  private static final int RUNS = 150;
  private static final String TENANT = "acme";
  private static final Instant START = Instant.parse("2026-10-20T00:00:00Z");
  private static final List<String> LEADS = List.of("a", "b", "c", "d", "e");

  /** One interaction that counts, as the plain count sees it. */
  private record Seen(String part, Origin origin, Decision decision) {}

  @Test
  void numbers_equal_a_plain_count_over_all_events() {
    Seeds.each(
        RUNS,
        random -> {
          var world = new World(random);
          for (int i = 0; i < 150; i++) world.step(i);
          var documents = new Documents();
          var counted = new ProjectChannelDays(documents);
          var funnels = new ProjectFunnel(documents);
          for (List<StoredEvent> stream : world.streams()) {
            counted.project(stream);
            funnels.project(stream);
          }
          for (String zone : List.of("Asia/Kathmandu", "America/New_York")) {
            var days =
                new Timeframe.Between(
                    random.nextInt(3) == 0 ? null : day(random.nextInt(20)),
                    random.nextInt(3) == 0 ? null : day(10 + random.nextInt(20)));
            Timeframe.Bounds bounds = days.resolve(START, ZoneId.of(zone));
            String agent = random.nextInt(3) == 0 ? "agent-1" : null;
            Channel channel = random.nextInt(3) == 0 ? Channel.CHAT : null;
            check(world, documents, bounds, agent, channel);
          }
        });
  }

  private static Timeframe.Day day(int number) {
    return new Timeframe.Day(LocalDate.of(2026, 10, 20).plusDays(number));
  }

  private static void check(
      World world,
      Documents documents,
      Timeframe.Bounds bounds,
      @Nullable String agent,
      @Nullable Channel channel) {
    var tally = new Tally(documents.standings(), bounds.zone());
    documents.shares().stream()
        .filter(share -> bounds.contain(share.share().at()))
        .filter(share -> agent == null || share.agent().equals(agent))
        .filter(share -> channel == null || share.share().channel() == channel)
        .forEach(share -> tally.add(share.share()));
    documents.conversations().stream()
        .filter(one -> bounds.contain(one.conversation().first()))
        .filter(one -> agent == null || one.agents().contains(agent))
        .filter(one -> channel == null || one.conversation().channel() == channel)
        .forEach(one -> tally.add(one.conversation()));
    Overview overview = tally.overview(documents.firstEmails(tally.emailed()));

    List<Seen> all = world.seen();
    List<Seen> seen =
        all.stream()
            .filter(one -> bounds.contain(one.origin().at()))
            .filter(one -> agent == null || agent.equals(agentOf(one)))
            .filter(one -> channel == null || one.origin().channel() == channel)
            .toList();
    String of = "%s, agent %s, channel %s".formatted(bounds, agent, channel);
    var engaged = new HashSet<String>();
    var booked = new HashSet<String>();
    var shown = new HashSet<String>();
    var emails = new HashSet<String>();
    var perDay = new TreeMap<LocalDate, Set<String>>();
    var reached = new TreeMap<Stage, Set<String>>();
    for (Stage stage : Stage.values()) reached.put(stage, new HashSet<>());
    long sent = 0;
    for (Seen one : seen) {
      String type = one.origin().type();
      if (type.equals("leadline.chat.message-sent.v1")) sent++;
      String person = world.person(one.part());
      if (world.isBlocked(person)) continue;
      boolean books = type.equals("leadline.calendar.meeting-booked.v1");
      if (books) booked.add(person);
      if (books || one.decision().messages() > 0) {
        engaged.add(person);
        perDay
            .computeIfAbsent(
                LocalDate.ofInstant(one.origin().at(), bounds.zone()), _ -> new HashSet<>())
            .add(person);
      }
      if (type.equals("leadline.calendar.shown.v1")) shown.add(person);
      for (Stage stage : one.decision().stages()) {
        for (Stage lower : Stage.values())
          if (lower.compareTo(stage) <= 0) reached.get(lower).add(person);
        if (stage == Stage.EMAIL_CAPTURED
            && all.stream()
                .filter(other -> world.person(other.part()).equals(person))
                .filter(other -> other.decision().stages().contains(Stage.EMAIL_CAPTURED))
                .noneMatch(other -> other.origin().at().isBefore(one.origin().at())))
          emails.add(person);
      }
    }
    assertThat(overview.leadsEngaged()).as("engaged, " + of).isEqualTo(engaged.size());
    assertThat(overview.callsScheduled()).as("booked, " + of).isEqualTo(booked.size());
    assertThat(overview.calendarShown()).as("shown, " + of).isEqualTo(shown.size());
    assertThat(overview.emailsCollected()).as("emails, " + of).isEqualTo(emails.size());
    assertThat(overview.messagesSent()).as("sent, " + of).isEqualTo(sent);
    reached.forEach(
        (stage, people) ->
            assertThat(overview.funnel())
                .as("funnel, " + of)
                .containsEntry(stage, (long) people.size()));
    var engagedByDay = new TreeMap<LocalDate, Long>();
    overview.days().stream()
        .filter(day -> day.leadsEngaged() > 0)
        .forEach(day -> engagedByDay.put(day.day(), day.leadsEngaged()));
    var expectedByDay = new TreeMap<LocalDate, Long>();
    perDay.forEach((day, people) -> expectedByDay.put(day, (long) people.size()));
    assertThat(engagedByDay).as("days, " + of).isEqualTo(expectedByDay);
    assertThat(overview.averageSessionSeconds())
        .as("sessions, " + of)
        .isCloseTo(
            averageSession(all, bounds, agent, channel), org.assertj.core.data.Offset.offset(.01));
  }

  private static double averageSession(
      List<Seen> all, Timeframe.Bounds bounds, @Nullable String agent, @Nullable Channel channel) {
    var conversations = new HashMap<String, List<Seen>>();
    for (Seen one : all)
      if (one.origin().channel() == Channel.CHAT)
        conversations
            .computeIfAbsent(
                one.part() + " " + one.origin().conversationId(), _ -> new ArrayList<>())
            .add(one);
    return conversations.values().stream()
        .filter(_ -> channel == null || channel == Channel.CHAT)
        .filter(one -> bounds.contain(first(one)))
        .filter(one -> agent == null || one.stream().anyMatch(each -> agent.equals(agentOf(each))))
        .filter(one -> one.stream().anyMatch(each -> each.decision().messages() > 0))
        .mapToDouble(
            one ->
                Duration.between(
                            first(one),
                            one.stream()
                                .map(each -> each.origin().at())
                                .max(Instant::compareTo)
                                .orElseThrow())
                        .toMillis()
                    / 1000.0)
        .average()
        .orElse(0);
  }

  private static Instant first(List<Seen> conversation) {
    return conversation.stream()
        .map(each -> each.origin().at())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private static @Nullable String agentOf(Seen seen) {
    Agent agent = seen.origin().agent();
    return agent == null ? null : agent.agentId();
  }

  /** Leads that come together and part again, and all that happens to them. */
  private static final class World {
    private final Random random;
    private final Map<String, List<StoredEvent>> streams = new LinkedHashMap<>();
    private final Map<String, LeadState> states = new HashMap<>();
    private final List<Seen> seen = new ArrayList<>();

    World(Random random) {
      this.random = random;
      for (String lead : LEADS) {
        streams.put(lead, new ArrayList<>());
        states.put(lead, LeadState.unknown(lead));
        store(lead, new LeadEvent.LeadRegistered(TENANT, LeadSource.LEADLINE, START));
      }
    }

    Collection<List<StoredEvent>> streams() {
      return streams.values();
    }

    List<Seen> seen() {
      return seen;
    }

    String person(String part) {
      String into = states.get(part).mergedInto();
      return into == null ? part : person(into);
    }

    boolean isBlocked(String person) {
      return states.get(person).block().isBlocked();
    }

    void step(int number) {
      String part = LEADS.get(random.nextInt(LEADS.size()));
      String person = person(part);
      switch (random.nextInt(14)) {
        case 0 -> merge(part);
        case 1 -> unmerge(part);
        case 2 ->
            store(
                person,
                new LeadEvent.LeadBlocked(
                    random.nextBoolean() ? Block.Origin.AUTOMATIC : Block.Origin.MANUAL,
                    new LeadEvent.Member("sam", null),
                    null,
                    null,
                    START.plusSeconds(number),
                    null));
        case 3, 4 ->
            store(
                person,
                new LeadEvent.LeadUnblocked(
                    new LeadEvent.Member("sam", null), START.plusSeconds(number), null));
        default -> interact(part, person, number);
      }
    }

    private void merge(String part) {
      String absorbed = person(part);
      String survivor = person(LEADS.get(random.nextInt(LEADS.size())));
      if (absorbed.equals(survivor)) return;
      List<Absorbed> parts =
          Absorbed.partsOf(states.get(absorbed), survivor, false, START).stream()
              .map(Absorbed::withoutPersonal)
              .toList();
      store(survivor, new LeadEvent.LeadAbsorbed(absorbed, parts, null, START, null));
      store(absorbed, new LeadEvent.LeadMergedInto(survivor, null, START));
    }

    private void unmerge(String part) {
      String survivor = states.get(part).mergedInto();
      if (survivor == null || states.get(survivor).mergedInto() != null) return;
      List<Absorbed> parts = states.get(survivor).partsOf(part);
      store(survivor, new LeadEvent.LeadUnmerged(part, null, START));
      store(part, new LeadEvent.LeadRestored(survivor, parts, null, START, null));
    }

    private void interact(String part, String person, int number) {
      Instant at = START.plusSeconds(random.nextInt(30 * 86_400));
      boolean blocked = isBlocked(person);
      int kind = random.nextInt(6);
      String type =
          List.of(
                  "leadline.web.page-viewed.v1",
                  "leadline.chat.message-received.v1",
                  "leadline.chat.message-sent.v1",
                  "leadline.chat.email-captured.v1",
                  "leadline.calendar.shown.v1",
                  "leadline.calendar.meeting-booked.v1")
              .get(kind);
      Stage stage = kind == 2 ? null : Stage.values()[List.of(0, 1, 0, 2, 4, 5).get(kind)];
      Channel channel = kind == 0 ? Channel.WEB : kind < 4 ? Channel.CHAT : Channel.CALENDAR;
      var origin =
          new Origin(
              type,
              "/test",
              "e-" + number,
              at,
              at,
              null,
              at,
              channel,
              kind == 2 || kind == 4 ? Actor.Kind.AGENT : Actor.Kind.LEAD,
              random.nextBoolean()
                  ? new Agent("agent-" + random.nextInt(2), Agent.Type.CHAT, null)
                  : null,
              "c-" + random.nextInt(3),
              false,
              false);
      Decision decision =
          blocked
              ? Decision.HIDDEN
              : new Decision(
                  stage == null ? List.of() : List.of(stage),
                  kind == 1 ? 1 : 0,
                  stage == null ? null : new Decision.Action("Did", 1),
                  null,
                  null,
                  false,
                  false);
      store(
          person,
          new InteractionRecorded(
              origin,
              decision,
              part.equals(person) ? null : part,
              new Content(
                  List.of(), List.of(), null, null, null, null, new Json("{}"), null, null)));
      if (!blocked) seen.add(new Seen(part, origin, decision));
    }

    private void store(String stream, LeadEvent event) {
      List<StoredEvent> events = streams.get(stream);
      events.add(
          new StoredEvent(TENANT, stream, events.size(), stream + "-" + events.size(), event));
      states.put(stream, states.get(stream).evolve(event));
    }
  }

  /** The documents, in memory. */
  private static final class Documents implements AddUp, KeepFunnels {
    private final Map<String, Addition> sums = new TreeMap<>();
    private final Map<String, Map<Stage, Instant>> reached = new HashMap<>();
    private final Map<String, Standing> standings = new HashMap<>();

    private record OfAgent(Share share, String agent) {}

    private record OfAgents(Conversation conversation, Set<String> agents) {}

    private final Map<String, Set<String>> agents = new HashMap<>();

    @Override
    public void add(String collection, List<Addition> additions) {
      for (Addition one : additions) {
        sums.merge(collection + " " + one.id(), one, Addition::and);
        if (!one.members().isEmpty())
          agents.computeIfAbsent(one.id(), _ -> new HashSet<>()).addAll(one.members().values());
      }
    }

    @Override
    public void erase(String collection, Collection<String> leadIds) {}

    @Override
    public void reached(Collection<Reached> told) {
      for (Reached one : told)
        one.at()
            .forEach(
                (stage, at) ->
                    reached
                        .computeIfAbsent(one.leadId(), _ -> new TreeMap<>())
                        .merge(stage, at, (a, b) -> a.isBefore(b) ? a : b));
    }

    @Override
    public Map<String, Standing> standings(Collection<String> leadIds) {
      return Map.of();
    }

    @Override
    public void keep(List<Standing> kept) {
      kept.forEach(one -> standings.put(one.leadId(), one));
    }

    Standings standings() {
      var into = new HashMap<String, String>();
      var blocked = new HashSet<String>();
      standings.forEach(
          (leadId, one) -> {
            if (one.state().mergedInto() != null) into.put(leadId, one.state().mergedInto());
            if (one.state().block().isBlocked()) blocked.add(leadId);
          });
      return new Standings(into, blocked);
    }

    Map<String, Instant> firstEmails(Collection<String> leadIds) {
      var firsts = new HashMap<String, Instant>();
      for (String leadId : leadIds) {
        Instant at = reached.getOrDefault(leadId, Map.of()).get(Stage.EMAIL_CAPTURED);
        if (at != null) firsts.put(leadId, at);
      }
      return firsts;
    }

    List<OfAgent> shares() {
      return sums.entrySet().stream()
          .filter(it -> it.getKey().startsWith("channel_daily "))
          .map(it -> it.getValue())
          .map(one -> new OfAgent(share(one), one.fixed().get("agent")))
          .toList();
    }

    private static Share share(Addition one) {
      var types = new HashMap<String, Long>();
      one.sums()
          .forEach(
              (name, count) -> {
                if (name.startsWith("types.")) types.put(name.substring(6), count);
              });
      String email = one.least().get(Sums.EMAIL);
      return new Share(
          one.leadId(),
          Instant.parse(one.fixed().get("at")),
          Channel.valueOf(one.fixed().get("channel")),
          types,
          one.sums().getOrDefault(Sums.MESSAGES, 0L),
          one.sums().getOrDefault(Sums.ANSWERS, 0L),
          one.sums().getOrDefault(Sums.BY_MEMBERS, 0L),
          one.sums().getOrDefault(Sums.ACTIONS, 0L),
          0,
          0,
          Integer.parseInt(one.greatest().getOrDefault(Sums.STAGE, "-1")),
          email == null ? null : Instant.parse(email),
          one.greatest().get(Sums.COUNTRY));
    }

    List<OfAgents> conversations() {
      return sums.entrySet().stream()
          .filter(it -> it.getKey().startsWith("conversations "))
          .map(it -> it.getValue())
          .map(
              one ->
                  new OfAgents(
                      new Conversation(
                          one.leadId(),
                          Channel.valueOf(one.fixed().get("channel")),
                          Instant.parse(one.least().get(Sums.FIRST)),
                          Instant.parse(one.greatest().get(Sums.LAST)),
                          one.sums().getOrDefault(Sums.MESSAGES, 0L),
                          null,
                          null,
                          null),
                      agents.getOrDefault(one.id(), Set.of())))
          .toList();
    }
  }
}
