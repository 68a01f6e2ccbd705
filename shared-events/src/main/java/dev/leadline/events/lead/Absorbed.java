package dev.leadline.events.lead;

import dev.leadline.events.LeadSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A lead that turned out to be the same person, as it was and as it has grown since: what comes by
 * its own keys is still told apart, so that it can be given back exactly.
 *
 * @param into the lead that absorbed it directly; not the one it is part of now, if that was
 *     absorbed in turn
 * @param picture what its own events add up to, before and after
 * @param apart leads of which a member has said that they are somebody else
 * @param unconfirmed nothing but what somebody typed, or the address of a page, says that it is the
 *     same person
 */
public record Absorbed(
    String leadId,
    String into,
    LeadSource source,
    Picture picture,
    Control control,
    Block block,
    SortedSet<String> apart,
    boolean unconfirmed,
    Instant at)
    implements Comparable<Absorbed> {

  public Absorbed {
    apart = apart == null ? new TreeSet<>() : apart;
  }

  /** A lead and all that it has absorbed, as they become parts of another. */
  public static List<Absorbed> partsOf(
      LeadState lead, String into, boolean unconfirmed, Instant at) {
    var parts = new ArrayList<>(lead.absorbed());
    parts.add(
        new Absorbed(
            lead.leadId(),
            into,
            lead.source(),
            lead.own(),
            lead.control(),
            lead.block(),
            lead.apart(),
            unconfirmed,
            at));
    return List.copyOf(parts);
  }

  Absorbed with(Picture grown) {
    return new Absorbed(leadId, into, source, grown, control, block, apart, unconfirmed, at);
  }

  Absorbed confirmed() {
    return new Absorbed(leadId, into, source, picture, control, block, apart, false, at);
  }

  /** What an erasure leaves of it. */
  public Absorbed withoutPersonal() {
    return new Absorbed(
        leadId,
        into,
        source,
        picture.withoutPersonal(),
        control,
        block.withoutPersonal(),
        apart,
        unconfirmed,
        at);
  }

  @Override
  public int compareTo(Absorbed other) {
    return leadId.compareTo(other.leadId);
  }
}
