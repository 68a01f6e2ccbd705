package dev.leadline.leadservice.domain.merging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import dev.leadline.events.Seeds;
import dev.leadline.events.Value;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.Agent;
import dev.leadline.events.channel.CalendarFact;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.FormFact;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.channel.Identity.Asserted;
import dev.leadline.events.channel.Identity.ExternalIds;
import dev.leadline.events.channel.RecordsFact;
import dev.leadline.events.channel.TextFact;
import dev.leadline.events.channel.VendorFact;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.channel.WorkflowFact;
import dev.leadline.events.lead.Activity;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Picture;
import dev.leadline.events.lead.Suggestion;
import dev.leadline.events.view.LeadDetail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events of several people at once, each known by several keys, in whatever order they arrive, so
 * that leads are met and made one in ever different ways.
 *
 * <p>The same in every order (domain 4.4, 5.2, 5.4), where nothing speaks against a join: all
 * events that share a key, directly or through others, are one lead's, and no others; what its row
 * and its details show is the same but for ids and versions; and nobody is suggested to anybody.
 *
 * <p>Whatever the keys say, in every order: events that share no key, not even through others, are
 * never one lead's; and all leads together that do have counted, reached and learnt the same.
 *
 * <p>Not the same, since by the rules it is what is known on arrival that decides, so these are
 * left out of the first property:
 *
 * <ul>
 *   <li>an email that is typed where another one was: it is added, unless it <em>already
 *       belongs</em> to a lead that has given one of its own, which is suggested (5.5). In the
 *       second property; in the first one a person with two emails has one device, and gives both
 *       there;
 *   <li>a phone number joins only while <em>neither side has</em> an email (4.4): in the first
 *       property it stands alone or beside the email;
 *   <li>the address of a page never joins two leads that <em>are known</em> (6 row 17): in the
 *       first property only people without an id follow such a link;
 *   <li>two ids in one system are two leads; which of them has the email and what else comes by it
 *       is the one that was <em>there first</em> (5.5);
 *   <li>another person at a shared device has it <em>from then on</em> (5.5): all happens in twenty
 *       minutes here, which is one session;
 *   <li>a member's decisions, blocks and takeovers (5.2).
 * </ul>
 */
class PeopleInAnyOrderTest {

  private static final Instant NINE = World.NINE;
  private static final Instant RECEIVED = NINE.plusSeconds(7200);
  private static final int ORDERS = 4;

  /**
   * An event.
   *
   * @param ties the keys that tie it to whoever else has them
   */
  private record Told(ChannelEvent event, @Nullable String country, Set<String> ties) {

    String id() {
      return event.id();
    }

    int messages() {
      return event.fact() instanceof ChatFact.MessageReceived
              || event.fact() instanceof TextFact.MessageReceived
          ? 1
          : 0;
    }

    /** The same, which arrives as the so-manyeth. */
    ChannelEvent arriving(int place) {
      return new ChannelEvent(
          event.tenant(),
          event.source(),
          event.id(),
          event.type(),
          event.occurredAt(),
          event.sentAt(),
          RECEIVED.plusMillis(place),
          event.identity(),
          event.agent(),
          event.conversationId(),
          event.actor(),
          event.context(),
          event.fact(),
          event.payload());
    }
  }

  /** Which leads an order of arrival ends in, and which events are whose. */
  private record Ending(World world, Map<String, Set<String>> eventsOfLead) {

    static Ending of(List<Told> arrivals) {
      var world = new World();
      var firstHome = new HashMap<String, String>();
      for (Told told : arrivals)
        firstHome.put(told.id(), world.arrives(told.arriving(firstHome.size()), told.country()));
      var eventsOfLead = new TreeMap<String, Set<String>>();
      firstHome.forEach(
          (event, home) ->
              eventsOfLead
                  .computeIfAbsent(world.standing(home).leadId(), _ -> new TreeSet<>())
                  .add(event));
      return new Ending(world, eventsOfLead);
    }

    Stream<LeadState> leads() {
      return eventsOfLead.keySet().stream().map(world::lead);
    }

    /** All leads whose events are among these. */
    Stream<LeadState> leadsOf(Set<String> events) {
      return eventsOfLead.entrySet().stream()
          .filter(lead -> events.containsAll(lead.getValue()))
          .map(lead -> world.lead(lead.getKey()));
    }
  }

  /** Each round is a thousand histories. */
  @RepeatedTest(2)
  void whoever_shares_a_key_is_one_lead_and_the_same_one_in_any_order_of_arrival() {
    Seeds.each(
        random -> {
          List<Told> events = people(random);
          Set<Set<String>> expected = connected(events);
          Map<Set<String>, String> first = null;
          for (List<Told> order : orders(random, events)) {
            Ending ending = Ending.of(order);
            assertThat(new LinkedHashSet<>(ending.eventsOfLead().values()))
                .as("events by lead")
                .isEqualTo(expected);
            assertThat(ending.world().listed()).hasSize(expected.size());
            assertThat(ending.leads()).allMatch(lead -> lead.suggestions().isEmpty());
            Map<Set<String>, String> shown = shown(ending);
            counts(events, ending);
            NothingIsLost.in(ending.world().events());
            if (first == null) first = shown;
            else assertThat(shown).isEqualTo(first);
          }
        });
  }

  @RepeatedTest(2)
  void whatever_the_keys_say_no_strangers_become_one_and_nothing_is_lost_in_any_order() {
    Seeds.each(
        random -> {
          List<Told> events = anything(random, List.of(Asserted.values()));
          Set<Set<String>> expected = connected(events);
          Map<Set<String>, Object> first = null;
          for (List<Told> order : orders(random, events)) {
            Ending ending = Ending.of(order);
            assertThat(ending.eventsOfLead().values())
                .allMatch(
                    lead -> expected.stream().anyMatch(together -> together.containsAll(lead)));
            Map<Set<String>, Object> sums = sums(expected, ending);
            counts(events, ending);
            NothingIsLost.in(ending.world().events());
            if (first == null) first = sums;
            else assertThat(sums).isEqualTo(first);
          }
        });
  }

  /** Of what somebody vouches for or types, in one session at a device. */
  @RepeatedTest(2)
  void whoever_shares_a_key_and_is_not_one_lead_is_suggested_to_a_member_in_any_order() {
    Seeds.each(
        random -> {
          List<Told> events = anything(random, List.of(Asserted.SELF, Asserted.CRM, Asserted.API));
          Set<Set<String>> expected = connected(events);
          for (List<Told> order : orders(random, events)) {
            Ending ending = Ending.of(order);
            for (Set<String> together : expected)
              assertThat(islands(ending.leadsOf(together).toList(), ending.world()))
                  .as("leads that neither rule nor suggestion connects, of %s", together)
                  .isEqualTo(1);
          }
        });
  }

  private static List<List<Told>> orders(Random random, List<Told> events) {
    var orders = new ArrayList<List<Told>>();
    orders.add(events);
    for (int i = 1; i < ORDERS; i++) {
      var order = new ArrayList<>(events);
      Collections.shuffle(order, random);
      orders.add(order);
    }
    return orders;
  }

  /** Which events are tied together by keys, directly or through others: nothing but arithmetic. */
  private static Set<Set<String>> connected(List<Told> events) {
    var together = new ArrayList<Set<String>>();
    var keys = new ArrayList<Set<String>>();
    for (Told told : events) {
      Set<String> eventsOfOne = new TreeSet<>(Set.of(told.id()));
      Set<String> keysOfOne = new TreeSet<>(told.ties());
      for (int i = keys.size() - 1; i >= 0; i--)
        if (!Collections.disjoint(keys.get(i), told.ties())) {
          eventsOfOne.addAll(together.remove(i));
          keysOfOne.addAll(keys.remove(i));
        }
      together.add(eventsOfOne);
      keys.add(keysOfOne);
    }
    return new LinkedHashSet<>(together);
  }

  private static void counts(List<Told> events, Ending ending) {
    Map<String, Integer> messages =
        events.stream().collect(Collectors.toMap(Told::id, Told::messages));
    ending
        .eventsOfLead()
        .forEach(
            (leadId, ids) ->
                assertThat(ending.world().lead(leadId).picture().activity().messageCount())
                    .as("messages of %s", leadId)
                    .isEqualTo(ids.stream().mapToInt(messages::get).sum()));
  }

  /** What a screen shows of each lead, without what domain 4.10, 11 leaves out. */
  private static Map<Set<String>, String> shown(Ending ending) {
    var shown = new HashMap<Set<String>, String>();
    ending
        .eventsOfLead()
        .forEach(
            (leadId, events) -> {
              LeadDetail detail =
                  LeadDetail.of(ending.world().lead(leadId), leadId, NINE.plusSeconds(86_400));
              ObjectNode json = Json.MAPPER.valueToTree(detail);
              json.remove(List.of("leadId", "version", "absorbedLeadIds"));
              if (detail.row().label().startsWith("Anonymous")) json.remove("label");
              shown.put(events, json.toString());
            });
    return shown;
  }

  /** What all leads that share keys come to together, but for whose the keys are. */
  private static Map<Set<String>, Object> sums(Set<Set<String>> expected, Ending ending) {
    return expected.stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                together -> {
                  Picture whole =
                      ending
                          .leadsOf(together)
                          .map(LeadState::picture)
                          .reduce(Picture.EMPTY, Picture::and);
                  Activity activity = whole.activity();
                  return List.of(
                      activity.messageCount(),
                      activity.stage(),
                      activity.reachedAt(),
                      String.valueOf(activity.latestAction()),
                      String.valueOf(activity.firstSeenAt()),
                      activity.channels(),
                      String.valueOf(activity.country()),
                      String.valueOf(activity.firstCountry()),
                      String.valueOf(activity.entry()),
                      new TreeMap<>(whole.known().fields()),
                      Set.copyOf(whole.known().meetings()));
                }));
  }

  /** How many groups these leads fall into, where a suggestion connects two. */
  private static int islands(List<LeadState> leads, World world) {
    var reached = new TreeSet<String>();
    int islands = 0;
    for (LeadState lead : leads) {
      if (!reached.add(lead.leadId())) continue;
      islands++;
      var next = new ArrayList<>(List.of(lead));
      while (!next.isEmpty())
        for (Suggestion suggested : next.removeLast().suggestions()) {
          LeadState other = world.standing(suggested.leadId());
          if (reached.add(other.leadId())) next.add(other);
        }
    }
    return islands;
  }

  /** Somebody, and by which keys. */
  private enum Kind {
    /** A device or two, and nothing that connects them. */
    VISITOR,
    /** Devices, and one email that is typed or in the address of a page. */
    TYPES_AN_EMAIL,
    /** Devices, one email, one id in each of several systems. */
    IS_KNOWN_TO_THE_CUSTOMER,
    /** A phone number, a device and an id, and never an email. */
    CALLS,
    /** Two emails, both typed at the one device. */
    HAS_TWO_EMAILS,
    /** A device, and a mailbox that is everybody's. */
    SHARES_A_MAILBOX
  }

  private record Person(Kind kind, int number) {

    Identity who(Random random) {
      String device = "device-%d-%d".formatted(number, random.nextInt(2));
      String email = "p%d@acme.example".formatted(number);
      String phone = "+3519123456%02d".formatted(number);
      return switch (kind) {
        case VISITOR -> identity(device, null, null, null, Asserted.SELF);
        case TYPES_AN_EMAIL -> {
          int keys = 1 + random.nextInt(3);
          boolean typed = (keys & 1) != 0;
          yield identity(
              (keys & 2) != 0 ? device : null,
              typed ? email : null,
              typed && random.nextInt(3) == 0 ? phone : null,
              null,
              oneOf(random, Asserted.SELF, Asserted.FORM, Asserted.URL));
        }
        case IS_KNOWN_TO_THE_CUSTOMER -> {
          int keys = 1 + random.nextInt(15);
          boolean inCrm = (keys & 4) != 0;
          boolean customers = (keys & 8) != 0;
          yield identity(
              (keys & 1) != 0 ? device : null,
              (keys & 2) != 0 ? email : null,
              null,
              inCrm || customers
                  ? new ExternalIds(
                      inCrm ? "00Q" + number : null,
                      null,
                      inCrm && random.nextBoolean() ? "hub" + number : null,
                      null,
                      customers ? "customer-" + number : null)
                  : null,
              oneOf(random, Asserted.SELF, Asserted.CRM, Asserted.API));
        }
        case CALLS -> {
          int keys = 1 + random.nextInt(7);
          yield identity(
              (keys & 1) != 0 ? device : null,
              null,
              (keys & 2) != 0 ? phone : null,
              (keys & 4) != 0
                  ? new ExternalIds(null, null, null, null, "customer-" + number)
                  : null,
              oneOf(random, Asserted.SELF, Asserted.CRM));
        }
        case HAS_TWO_EMAILS ->
            identity(
                "device-" + number,
                oneOf(random, null, email, "home." + email),
                null,
                null,
                Asserted.SELF);
        case SHARES_A_MAILBOX ->
            identity(device, oneOf(random, null, "info@acme.example"), null, null, Asserted.SELF);
      };
    }
  }

  private static Identity identity(
      @Nullable String device,
      @Nullable String email,
      @Nullable String phone,
      @Nullable ExternalIds ids,
      Asserted asserted) {
    return new Identity(null, device, email, phone, ids, asserted);
  }

  /** Up to four people and thirty events, their own ones among one another. */
  private static List<Told> people(Random random) {
    var people = new ArrayList<Person>();
    int many = 1 + random.nextInt(4);
    for (int i = 0; i < many; i++) people.add(new Person(oneOf(random, Kind.values()), i));
    var events = new ArrayList<Told>();
    int size = 2 + random.nextInt(29);
    for (int number = 0; number < size; number++) {
      Person person = people.get(random.nextInt(people.size()));
      Identity who = person.who(random);
      events.add(
          who.anonymousId() != null && random.nextInt(10) == 0
              ? guessed(random, number, who.anonymousId(), "p%d@acme.example".formatted(many))
              : told(random, number, who, person.kind() == Kind.HAS_TWO_EMAILS));
    }
    return events;
  }

  /** Keys of a few, in any combination and on anybody's word. */
  private static List<Told> anything(Random random, List<Asserted> words) {
    var events = new ArrayList<Told>();
    int size = 2 + random.nextInt(15);
    for (int number = 0; number < size; number++) {
      String device = random.nextInt(6) < 4 ? "device-" + random.nextInt(5) : null;
      String email = random.nextInt(6) < 2 ? "p%d@acme.example".formatted(random.nextInt(4)) : null;
      String phone = random.nextInt(6) == 0 ? "+35191234567" + random.nextInt(3) : null;
      String crm = random.nextInt(6) == 0 ? "00Q" + random.nextInt(3) : null;
      boolean nobody = device == null && email == null && phone == null && crm == null;
      Asserted word = words.get(random.nextInt(words.size()));
      events.add(
          told(
              random,
              number,
              identity(
                  nobody ? "device-0" : device,
                  email,
                  phone,
                  crm == null ? null : new ExternalIds(crm, null, null, null, null),
                  word),
              true));
    }
    return events;
  }

  /** A vendor takes the device for that of somebody else, whom nobody has met: it joins nobody. */
  private static Told guessed(Random random, int number, String device, String email) {
    return told(
        random,
        number,
        identity(device, email, null, null, Asserted.VENDOR),
        new VendorFact.Deanonymized(
            "vendor",
            VendorFact.Level.COMPANY,
            null,
            Map.of("company_name", Value.text("Guessed " + random.nextInt(2))),
            null),
        Set.of("a:" + device));
  }

  private static Told told(Random random, int number, Identity who, boolean atADevice) {
    return told(random, number, who, fact(random, number, atADevice), ties(who));
  }

  /** In one stretch of twenty minutes, some at the same instant; received long after. */
  private static Told told(
      Random random, int number, Identity who, ChannelFact fact, Set<String> ties) {
    var event =
        new ChannelEvent(
            "default",
            oneOf(random, "/channels/chat", "/channels/mail"),
            "e-" + number,
            WireName.of(fact.getClass()).cloudEventType(),
            NINE.plusSeconds(60L * random.nextInt(20)),
            null,
            RECEIVED,
            who,
            oneOf(random, null, new Agent("agent-" + random.nextInt(2), null, null)),
            null,
            null,
            null,
            fact,
            Json.of(Json.MAPPER.valueToTree(fact)));
    return new Told(event, oneOf(random, null, "PT", "JP"), ties);
  }

  private static Set<String> ties(Identity who) {
    var ties = new TreeSet<String>();
    if (who.anonymousId() != null) ties.add("a:" + who.anonymousId());
    if (who.email() != null && !who.email().startsWith("info@")) ties.add("e:" + who.email());
    if (who.phone() != null) ties.add("p:" + who.phone());
    ExternalIds ids = who.externalIds();
    if (ids != null) {
      if (ids.salesforceLeadId() != null) ties.add("s:" + ids.salesforceLeadId());
      if (ids.hubspotContactId() != null) ties.add("h:" + ids.hubspotContactId());
      if (ids.customerKey() != null) ties.add("c:" + ids.customerKey());
    }
    return ties;
  }

  private static ChannelFact fact(Random random, int number, boolean atADevice) {
    return switch (random.nextInt(atADevice ? 4 : 10)) {
      case 0, 1 -> new ChatFact.MessageReceived("m-" + number, "Hello", null, null, null, null);
      case 2 -> new WebFact.PageViewed("https://www.example.com", null, null, null, null, null);
      case 3 -> new FormFact.Submitted("f-1", null, null, fields(random), null);
      case 4 -> new TextFact.MessageReceived("t-" + number, "Hello", null, null);
      case 5 ->
          new ChatFact.FieldCaptured(
              oneOf(random, "first_name", "budget"), Value.text("v-" + random.nextInt(3)), null);
      case 6 ->
          new CalendarFact.MeetingBooked(
              "meet-" + random.nextInt(2), null, NINE.plusSeconds(86_400), null, null, null, null);
      case 7 ->
          new CalendarFact.MeetingCanceled("meet-" + random.nextInt(2), CalendarFact.By.LEAD, null);
      case 8 ->
          new RecordsFact.Pulled(
              RecordsFact.CrmSystem.SALESFORCE, "Lead", "00Q", fields(random), null);
      default ->
          random.nextBoolean()
              ? new WorkflowFact.StepScheduled(
                  null,
                  "enrolment",
                  "step-" + random.nextInt(3),
                  WorkflowFact.StepKind.EMAIL,
                  null,
                  NINE.plusSeconds(86_400L * (2 + random.nextInt(3))),
                  null)
              : new WorkflowFact.StepExecuted(
                  null, "enrolment", "step-" + random.nextInt(3), null, null);
    };
  }

  private static Map<String, Value> fields(Random random) {
    return Map.of(
        oneOf(random, "first_name", "job_title", "company_name"),
        Value.text("v-" + random.nextInt(3)));
  }

  @SafeVarargs
  private static <T extends @Nullable Object> T oneOf(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }
}
