package dev.leadline.events.lead;

import dev.leadline.events.LeadSource;
import java.time.Instant;

/**
 * A lead that turned out to be the same person, as it was and as it has grown since: what comes by
 * its own keys is still told apart, so that it can be given back exactly.
 *
 * @param into the lead that absorbed it directly; not the one it is part of now, if that was
 *     absorbed in turn
 * @param picture what its own events add up to, before and after
 */
public record Absorbed(
    String leadId,
    String into,
    LeadSource source,
    Picture picture,
    Control control,
    Block block,
    Instant at)
    implements Comparable<Absorbed> {

  Absorbed with(Picture grown) {
    return new Absorbed(leadId, into, source, grown, control, block, at);
  }

  /** What an erasure leaves of it. */
  public Absorbed withoutPersonal() {
    return new Absorbed(
        leadId, into, source, picture.withoutPersonal(), control, block.withoutPersonal(), at);
  }

  @Override
  public int compareTo(Absorbed other) {
    return leadId.compareTo(other.leadId);
  }
}
