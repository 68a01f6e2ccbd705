package dev.leadline.events.lead;

import dev.leadline.events.Channel;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.lead.LeadEvent.ControlReturned;
import dev.leadline.events.lead.LeadEvent.ControlTaken;
import dev.leadline.events.lead.LeadEvent.Edit;
import dev.leadline.events.lead.LeadEvent.FieldEdited;
import dev.leadline.events.lead.LeadEvent.IdentityConfirmed;
import dev.leadline.events.lead.LeadEvent.LeadAbsorbed;
import dev.leadline.events.lead.LeadEvent.LeadBlocked;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.LeadEvent.LeadMergedInto;
import dev.leadline.events.lead.LeadEvent.LeadRegistered;
import dev.leadline.events.lead.LeadEvent.LeadRestored;
import dev.leadline.events.lead.LeadEvent.LeadUnblocked;
import dev.leadline.events.lead.LeadEvent.LeadUnmerged;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadEvent.MemberMessageSent;
import dev.leadline.events.lead.LeadEvent.MergeDismissed;
import dev.leadline.events.lead.LeadEvent.MergeSuggested;
import dev.leadline.events.lead.LeadEvent.Parts;
import dev.leadline.events.lead.LeadEvent.Reason;
import dev.leadline.events.lead.LeadEvent.StageSet;
import dev.leadline.events.lead.LeadEvent.TakeoverWentStale;
import dev.leadline.events.lead.LeadEvent.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random events of every kind, in an order that nobody would decide on. */
public final class LeadHistories {

  private static final int KINDS = 18;

  private final Random random;
  private final Histories values;

  private LeadHistories(Random random) {
    this.random = random;
    this.values = new Histories(random);
  }

  /** Up to thirty of them. */
  public static List<LeadEvent> of(Random random) {
    var histories = new LeadHistories(random);
    var events = new ArrayList<LeadEvent>();
    int size = random.nextInt(31);
    for (int number = 0; number < size; number++) events.add(histories.event("e-" + number));
    return events;
  }

  /** An absorbed lead as the event of a merge carries it. */
  static Absorbed part(LeadState lead, String into, Random random) {
    return Absorbed.partsOf(lead, into, random.nextBoolean(), new Histories(random).time())
        .getLast();
  }

  private LeadEvent event(String id) {
    return switch (random.nextInt(2 * KINDS)) {
      case 0 -> new LeadRegistered("default", values.oneOf(LeadSource.values()), values.time());
      case 1 -> new ControlTaken(member(), values.maybe(member()), version(), flag(), moment(id));
      case 2 -> new ControlReturned(values.maybe(member()), version(), moment(id));
      case 3 ->
          new MemberMessageSent(
              id, Channel.CHAT, member(), version(), values.time(), values.maybe(new Text("Hi")));
      case 4 ->
          new LeadBlocked(
              Block.Origin.MANUAL,
              member(),
              null,
              null,
              values.time(),
              values.maybe(values.time()),
              values.maybe(reason()));
      case 5 -> new LeadBlocked(Block.Origin.AUTOMATIC, null, "hate", "m-1", values.time(), null);
      case 6 -> new LeadUnblocked(values.maybe(member()), values.time(), values.maybe(reason()));
      case 7 ->
          new StageSet(
              values.oneOf(Stage.values()),
              Stage.BROWSING,
              member(),
              values.time(),
              values.maybe(reason()));
      case 8 ->
          new FieldEdited(
              member(), moment(id), values.maybe(new Edit("first_name", Value.text("Ana"), null)));
      case 9 ->
          new MergeSuggested(
              values.oneOf("a-1", "a-2"),
              values.maybe(values.oneOf(Suggestion.Why.values())),
              values.maybe(IdentityKey.Kind.EMAIL),
              values.time());
      case 10 -> absorbed(values.oneOf("a-1", "a-2"));
      case 11 -> new LeadMergedInto(values.oneOf("a-1", "a-2"), null, values.time());
      case 12 ->
          new LeadUnmerged(values.oneOf("a-1", "a-2"), values.maybe(member()), values.time());
      case 13 -> restored();
      case 14 -> new LeadErased(values.time(), values.maybe("GDPR 17"), List.of("a-1"));
      case 15 -> new MergeDismissed(values.oneOf("a-1", "a-2"), member(), values.time());
      case 16 -> new IdentityConfirmed(values.time());
      case 17 -> new TakeoverWentStale(member(), version(), values.time());
      default -> values.interaction(id, values.maybe(values.oneOf("a-1", "a-2")));
    };
  }

  private LeadAbsorbed absorbed(String leadId) {
    List<Absorbed> whole = List.of(part(leadId));
    return new LeadAbsorbed(
        leadId, bare(whole), values.maybe(member()), values.time(), values.maybe(new Parts(whole)));
  }

  private LeadRestored restored() {
    List<Absorbed> whole = List.of(part("l-1"), part("a-1"));
    return new LeadRestored(
        "a-2", bare(whole), values.maybe(member()), values.time(), values.maybe(new Parts(whole)));
  }

  private static List<Absorbed> bare(List<Absorbed> whole) {
    return whole.stream().map(Absorbed::withoutPersonal).toList();
  }

  private Absorbed part(String leadId) {
    LeadState lead = LeadState.unknown(leadId);
    for (LeadEvent event : Histories.of(random)) lead = lead.evolve(event);
    if (flag())
      lead =
          lead.evolve(
              new LeadBlocked(Block.Origin.MANUAL, member(), null, null, values.time(), reason()));
    return part(lead, "l-1", random);
  }

  private Member member() {
    return new Member(values.oneOf("sam", "kim"), values.maybe("Somebody"));
  }

  private static Reason reason() {
    return new Reason("Spam", "The same again");
  }

  private Moment moment(String id) {
    return new Moment(values.time(), "/dashboard", id);
  }

  private long version() {
    return random.nextInt(4);
  }

  private boolean flag() {
    return random.nextBoolean();
  }
}
