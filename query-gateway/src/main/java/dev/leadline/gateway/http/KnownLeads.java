package dev.leadline.gateway.http;

import dev.leadline.gateway.handling.ShowLead;
import dev.leadline.gateway.handling.ShowWritten;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The lead that a request is about, or the problem that there is none. */
@Component
final class KnownLeads {

  private final ShowWritten show;
  private final TenantSettings settings;

  KnownLeads(ShowWritten show, TenantSettings settings) {
    this.show = show;
    this.settings = settings;
  }

  ShowLead.Lead of(String leadId) {
    return of(leadId, null);
  }

  /** The lead once it has a version, which may take a moment. */
  ShowLead.Lead of(String leadId, @Nullable Long minVersion) {
    return switch (show.show(settings.tenant(), leadId, minVersion)) {
      case ShowLead.Lead lead -> seen(lead);
      case ShowLead.Erased _ ->
          throw Problem.ERASED.because("The person was erased; nothing of them is kept.");
      case ShowLead.Nobody _ ->
          throw Problem.UNKNOWN_LEAD.because("No lead has the id '" + leadId + "'.");
    };
  }

  /** Who asks for a lead by the id of a part sees the whole: the audit log is to say so. */
  private static ShowLead.Lead seen(ShowLead.Lead lead) {
    if (lead.isMoved()
        && RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now)
      AuditTrail.about(now.getRequest(), List.of(lead.state().leadId()));
    return lead;
  }
}
