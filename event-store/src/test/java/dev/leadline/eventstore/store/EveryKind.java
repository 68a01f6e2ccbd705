package dev.leadline.eventstore.store;

import static dev.leadline.eventstore.store.Samples.AT;

import dev.leadline.events.Channel;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Control;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadEvent;
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
import dev.leadline.events.lead.Moment;
import dev.leadline.events.lead.Picture;
import dev.leadline.events.lead.Suggestion;
import java.util.List;

/** One event of each kind, as its approved file says it. */
final class EveryKind {

  private static final Member SAM = new Member("sam.reed", "Sam Reed");
  private static final Member KIM = new Member("kim.park", "Kim Park");
  private static final Moment MOMENT = new Moment(AT, "/dashboard", "c-1");
  private static final Reason WORDS = new Reason("Spam", "The same in every chat");
  private static final List<Absorbed> WHOLE =
      List.of(
          new Absorbed(
              "7f1fbd4e-3a1c-4b0d-9a55-00000000000a",
              "7f1fbd4e-3a1c-4b0d-9a55-000000000001",
              LeadSource.LEADLINE,
              Picture.of(Samples.message("ana@acme.example", "Hello")),
              new Control(Control.Mode.MANUAL, "sam.reed", "Sam Reed", 1, MOMENT),
              Block.NONE,
              null,
              true,
              AT));
  private static final List<Absorbed> BARE = WHOLE.stream().map(Absorbed::withoutPersonal).toList();

  static final List<LeadEvent> EVENTS =
      List.of(
          new LeadRegistered(Samples.TENANT, LeadSource.LEADLINE, AT),
          Samples.message("ana@acme.example", "Do you support single sign-on?"),
          new ControlTaken(KIM, SAM, 2, false, MOMENT),
          new ControlReturned(KIM, 3, MOMENT),
          new TakeoverWentStale(KIM, 2, AT),
          new MemberMessageSent("m-9", Channel.CHAT, SAM, 1, AT, new Text("Hello Ana")),
          new LeadBlocked(Block.Origin.MANUAL, SAM, null, null, AT, WORDS),
          new LeadUnblocked(SAM, AT, new Reason("A misunderstanding", null)),
          new StageSet(Stage.ENGAGED, Stage.CALL_SCHEDULED, SAM, AT, WORDS),
          new FieldEdited(SAM, MOMENT, new Edit("job_title", Value.text("Director"), null)),
          new MergeSuggested(
              "7f1fbd4e-3a1c-4b0d-9a55-00000000000b",
              Suggestion.Why.OWN_EMAILS,
              IdentityKey.Kind.EMAIL,
              AT),
          new MergeDismissed("7f1fbd4e-3a1c-4b0d-9a55-00000000000b", SAM, AT),
          new IdentityConfirmed(AT),
          new LeadAbsorbed("7f1fbd4e-3a1c-4b0d-9a55-00000000000a", BARE, SAM, AT, new Parts(WHOLE)),
          new LeadMergedInto("7f1fbd4e-3a1c-4b0d-9a55-000000000001", SAM, AT),
          new LeadUnmerged("7f1fbd4e-3a1c-4b0d-9a55-00000000000a", SAM, AT),
          new LeadRestored("7f1fbd4e-3a1c-4b0d-9a55-000000000001", BARE, SAM, AT, new Parts(WHOLE)),
          new LeadErased(AT, "GDPR article 17", List.of()));

  private EveryKind() {}
}
