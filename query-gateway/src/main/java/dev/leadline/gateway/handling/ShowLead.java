package dev.leadline.gateway.handling;

import dev.leadline.events.lead.LeadState;
import dev.leadline.gateway.domain.FindLeadsById;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows one lead, with all that its events add up to. */
public final class ShowLead {

  /** More merges one after another than anybody makes; a ring of them is no reason to hang. */
  private static final int MOST_MERGES = 100;

  private final FindLeadsById find;

  public ShowLead(FindLeadsById find) {
    this.find = find;
  }

  /** What there is under an id. */
  public sealed interface Shown {}

  /**
   * A lead.
   *
   * @param askedFor its id, or that of a lead that it has absorbed
   */
  public record Lead(LeadState state, String askedFor) implements Shown {

    /** Whether it was asked for by the id of a lead that it has absorbed. */
    public boolean isMoved() {
      return !state.leadId().equals(askedFor);
    }

    /** The leads whose entries make its timeline. */
    public List<String> parts() {
      return Stream.concat(
              Stream.of(state.leadId(), askedFor),
              state.absorbed().stream().map(part -> part.leadId()))
          .distinct()
          .toList();
    }
  }

  /** The person was erased. */
  public record Erased() implements Shown {}

  /** The tenant has no lead of this id. */
  public record Nobody() implements Shown {}

  /** The lead of this id, or the one that it is part of now. */
  public Shown show(String tenant, String leadId) {
    LeadState lead = find(tenant, leadId);
    for (int merges = 0; lead != null && merges < MOST_MERGES; merges++) {
      String survivor = lead.mergedInto();
      LeadState next = survivor == null ? null : find(tenant, survivor);
      // The other half of a merge may be a moment late: until then the lead stands for itself.
      if (next == null) break;
      lead = next;
    }
    if (lead == null) return new Nobody();
    return lead.erasedAt() == null ? new Lead(lead, leadId) : new Erased();
  }

  private @Nullable LeadState find(String tenant, String leadId) {
    List<LeadState> found = find.find(tenant, List.of(leadId));
    return found.isEmpty() ? null : found.getFirst();
  }
}
