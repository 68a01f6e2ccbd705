package dev.leadline.events.lead;

import dev.leadline.events.LeadSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one lead add up to: the state of its aggregate, and the fold of its row. One
 * meaning of events for both, so that a screen cannot disagree with a decision.
 *
 * @param version how many events the lead has
 * @param erasedAt when the person was erased; null otherwise
 */
public record LeadState(
    String leadId,
    String tenant,
    LeadSource source,
    Picture picture,
    Control control,
    long version,
    @Nullable Instant erasedAt) {

  /** Who may speak to the lead now (domain 5.6). */
  public record Control(Mode mode, @Nullable String by, @Nullable String name, long version) {

    /** Nobody has taken over yet. */
    public static final Control AUTOMATED = new Control(Mode.AUTOMATED, null, null, 0);

    /** Agents, or one team member. */
    public enum Mode {
      AUTOMATED,
      MANUAL
    }
  }

  /** A lead before its first event. */
  public static LeadState unknown(String leadId) {
    return new LeadState(
        leadId, "", LeadSource.LEADLINE, Picture.EMPTY, Control.AUTOMATED, 0, null);
  }

  /** Whether the lead has any event. */
  public boolean exists() {
    return version > 0;
  }

  /** The state after one more event. Total: it accepts any event in any state. */
  public LeadState evolve(LeadEvent event) {
    return switch (event) {
      case LeadEvent.LeadRegistered registered ->
          new LeadState(
              leadId,
              registered.tenant(),
              registered.source(),
              picture,
              control,
              version + 1,
              erasedAt);
      case LeadEvent.InteractionRecorded interaction ->
          with(picture.and(Picture.of(interaction)), erasedAt);
      case LeadEvent.LeadErased erased -> with(picture.withoutPersonal(), erased.at());
    };
  }

  private LeadState with(Picture changed, @Nullable Instant erased) {
    return new LeadState(leadId, tenant, source, changed, control, version + 1, erased);
  }
}
