package dev.leadline.leadservice.domain;

import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Picture;
import dev.leadline.events.view.TenantSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** How long people are kept of whom nothing is heard any more (domain 5.9). */
public final class Retention {

  private Retention() {}

  /** The last activity of leads that may have to go by now; null if the tenant keeps everybody. */
  public static @Nullable Instant goesBefore(TenantSettings settings, Instant now) {
    Instant anonymous = anonymousBefore(settings, now);
    Instant leads = leadsBefore(settings, now);
    if (anonymous == null) return leads;
    return leads == null || anonymous.isAfter(leads) ? anonymous : leads;
  }

  /**
   * Whether the lead has to go.
   *
   * @param recordedAt when anything was last stored of it, by whomever
   */
  public static boolean isOver(
      LeadState lead, Instant recordedAt, TenantSettings settings, Instant now) {
    if (!lead.isListed()) return false;
    Instant active = lead.picture().lastActivityAt();
    Instant last = active == null || recordedAt.isAfter(active) ? recordedAt : active;
    Instant leads = leadsBefore(settings, now);
    if (leads != null && last.isBefore(leads)) return true;
    Instant anonymous = anonymousBefore(settings, now);
    return anonymous != null && last.isBefore(anonymous) && isAnonymous(lead.picture());
  }

  /** Nothing but a browser or device is known, and nothing was said. */
  private static boolean isAnonymous(Picture picture) {
    return picture.activity().messageCount() == 0
        && picture.field(Fields.EMAIL) == null
        && picture.field(Fields.PHONE) == null
        && picture.known().identities().stream()
            .allMatch(key -> key.kind() == IdentityKey.Kind.ANONYMOUS_ID);
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
