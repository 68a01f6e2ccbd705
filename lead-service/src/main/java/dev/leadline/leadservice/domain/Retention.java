package dev.leadline.leadservice.domain;

import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Picture;
import dev.leadline.events.view.TenantSettings;
import dev.leadline.leadservice.domain.SweepLeads.Quiet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** How long people are kept of whom nothing is heard any more (domain 5.9). */
public final class Retention {

  private Retention() {}

  /** What decides how long a lead is kept. Any event may make another kind of it, either way. */
  public enum Kind {
    /** Nothing but a browser or device is known, and nothing was said. */
    VISITOR,
    /** More is known. */
    LEAD,
    /** Part of another lead, with which it goes; or erased already. */
    PART
  }

  /** What a lead is now. */
  public static Kind kindOf(LeadState lead) {
    if (!lead.isListed()) return Kind.PART;
    return isAnonymous(lead.picture()) ? Kind.VISITOR : Kind.LEAD;
  }

  /**
   * Whether the lead may have to go by now, as far as can be told without reading it. Of whom
   * nobody knows what it is, it may be a visitor, and nobody goes sooner than those.
   */
  public static boolean mayBeOver(Quiet lead, TenantSettings settings, Instant now) {
    Kind kind = lead.kind() == null ? Kind.VISITOR : lead.kind();
    return isBefore(lead.recordedAt(), kind, settings, now);
  }

  /**
   * Whether the lead has to go. One of whom anything is stored while it is being judged, by
   * whomever, stays.
   */
  public static boolean isOver(LeadState lead, Quiet quiet, TenantSettings settings, Instant now) {
    if (lead.version() != quiet.version()) return false;
    Kind kind = kindOf(lead);
    Instant active = lead.picture().lastActivityAt();
    return isBefore(quiet.recordedAt(), kind, settings, now)
        && (active == null || isBefore(active, kind, settings, now));
  }

  private static boolean isBefore(Instant last, Kind kind, TenantSettings settings, Instant now) {
    return switch (kind) {
      case VISITOR ->
          isBefore(last, anonymousBefore(settings, now))
              || isBefore(last, leadsBefore(settings, now));
      case LEAD -> isBefore(last, leadsBefore(settings, now));
      case PART -> false;
    };
  }

  private static boolean isAnonymous(Picture picture) {
    return picture.activity().messageCount() == 0
        && picture.field(Fields.EMAIL) == null
        && picture.field(Fields.PHONE) == null
        && picture.known().identities().stream()
            .allMatch(key -> key.kind() == IdentityKey.Kind.ANONYMOUS_ID);
  }

  private static boolean isBefore(Instant last, @Nullable Instant bound) {
    return bound != null && last.isBefore(bound);
  }

  private static @Nullable Instant anonymousBefore(TenantSettings settings, Instant now) {
    int days = settings.anonymousKeptForDays();
    return days == 0 ? null : now.minus(Duration.ofDays(days));
  }

  private static @Nullable Instant leadsBefore(TenantSettings settings, Instant now) {
    int months = settings.leadsKeptForMonths();
    return months == 0 ? null : now.atOffset(ZoneOffset.UTC).minusMonths(months).toInstant();
  }
}
