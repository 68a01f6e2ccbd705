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

  /** Whether the lead may have to go by now, as far as can be told without reading it. */
  public static boolean mayBeOver(Quiet lead, TenantSettings settings, Instant now) {
    return isBefore(lead.recordedAt(), leadsBefore(settings, now))
        || isBefore(lead.recordedAt(), anonymousBefore(settings, now));
  }

  /**
   * Whether the lead has to go. One of whom anything is stored while it is being judged, by
   * whomever, stays.
   */
  public static boolean isOver(LeadState lead, Quiet quiet, TenantSettings settings, Instant now) {
    if (!lead.isListed() || lead.version() != quiet.version()) return false;
    Instant active = lead.picture().lastActivityAt();
    Instant last =
        active == null || quiet.recordedAt().isAfter(active) ? quiet.recordedAt() : active;
    return isBefore(last, leadsBefore(settings, now))
        || (isBefore(last, anonymousBefore(settings, now)) && isAnonymous(lead.picture()));
  }

  /** Nothing but a browser or device is known, and nothing was said. */
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
