package dev.leadline.timeline.domain;

import dev.leadline.events.Stage;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.Control;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Picture;
import dev.leadline.events.view.ReadModels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** When leads first qualified for each stage, and which of them count. */
public final class Funnels {

  private Funnels() {}

  /** By stage, when an event qualified for it; empty if it did not, or counts for nothing. */
  public static Map<Stage, Instant> reached(LeadEvent event) {
    var reached = new TreeMap<Stage, Instant>();
    if (event instanceof InteractionRecorded interaction && ChannelDays.counts(interaction))
      for (Stage stage : interaction.decision().stages())
        reached.put(stage, interaction.origin().at());
    return reached;
  }

  /** As the document of a lead has it. */
  public static SortedMap<String, String> written(Map<Stage, Instant> reached) {
    var written = new TreeMap<String, String>();
    reached.forEach((stage, at) -> written.put("reached." + stage, ReadModels.sortable(at)));
    return written;
  }

  /** Whether an event may change whether its lead counts, or as which lead. */
  public static boolean isAboutStanding(LeadEvent event) {
    return switch (event) {
      case LeadEvent.LeadBlocked _,
          LeadEvent.LeadUnblocked _,
          LeadEvent.LeadAbsorbed _,
          LeadEvent.LeadMergedInto _,
          LeadEvent.LeadUnmerged _,
          LeadEvent.LeadRestored _,
          LeadEvent.LeadErased _ ->
          true;
      case LeadEvent.LeadRegistered _,
          InteractionRecorded _,
          LeadEvent.ControlTaken _,
          LeadEvent.ControlReturned _,
          LeadEvent.MemberMessageSent _,
          LeadEvent.TakeoverWentStale _,
          LeadEvent.StageSet _,
          LeadEvent.FieldEdited _,
          LeadEvent.MergeSuggested _,
          LeadEvent.MergeDismissed _,
          LeadEvent.IdentityConfirmed _ ->
          false;
    };
  }

  /**
   * A lead's block and merges after one more event about them, with nothing else of the lead: the
   * same meaning of events as everywhere (ADR 6), in the little that a count needs.
   */
  public static LeadState standing(LeadState before, LeadEvent event) {
    LeadState after = before.evolve(event.withoutPersonal());
    return new LeadState(
        after.leadId(),
        after.tenant(),
        after.source(),
        Picture.EMPTY,
        after.absorbed().stream().map(Funnels::bare).toList(),
        Control.AUTOMATED,
        after.block(),
        List.of(),
        new TreeSet<>(),
        after.mergedInto(),
        after.version(),
        after.erasedAt());
  }

  private static Absorbed bare(Absorbed part) {
    return new Absorbed(
        part.leadId(),
        part.into(),
        part.source(),
        Picture.EMPTY,
        Control.AUTOMATED,
        part.block(),
        new TreeSet<>(),
        false,
        part.at());
  }
}
