package dev.leadline.gateway.http;

import dev.leadline.events.LeadSource;
import dev.leadline.events.view.LeadDetail.CrmSync;
import org.jspecify.annotations.Nullable;

/** How a lead stands with a CRM, as its page shows it. */
record CrmLine(String label, Viewer.When at, boolean failed, @Nullable String reason) {

  static CrmLine of(CrmSync sync, Viewer viewer) {
    String crm = LeadSource.valueOf(sync.system().name()).label();
    String label =
        switch (sync.state()) {
          case WRITTEN -> "Written to " + crm;
          case FAILED -> crm + " did not take the lead";
          case READ -> "Read from " + crm;
        };
    return new CrmLine(
        label, viewer.when(sync.at()), sync.state() == CrmSync.State.FAILED, sync.reason());
  }
}
