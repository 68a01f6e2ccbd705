package dev.leadline.events.channel;

import dev.leadline.events.Value;
import dev.leadline.events.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the customer's own systems know of the lead: the CRM, and programs by the Leads API. */
public sealed interface RecordsFact extends ChannelFact {

  /** A record was read from the CRM. */
  @Wire(name = "crm.record-pulled")
  record Pulled(
      CrmSystem system,
      @Nullable String objectType,
      String externalId,
      Map<String, Value> fields,
      @Nullable Instant modifiedAt)
      implements RecordsFact {}

  /** What we know was written to the CRM. */
  @Wire(name = "crm.record-pushed")
  record Pushed(CrmSystem system, String externalId, @Nullable List<String> fields)
      implements RecordsFact {}

  /** The CRM did not take it. */
  @Wire(name = "crm.sync-failed")
  record SyncFailed(CrmSystem system, @Nullable String externalId, @Nullable String error)
      implements RecordsFact {}

  /** A program told about the lead. */
  @Wire(name = "api.lead-upserted")
  record Upserted(
      @Nullable String clientId, @Nullable String idempotencyKey, Map<String, Value> fields)
      implements RecordsFact {}

  /** A program reported something of its own. */
  @Wire(name = "api.event-tracked")
  record Tracked(String name, @Nullable Map<String, Value> properties) implements RecordsFact {}

  /** The CRMs that leads come from. */
  enum CrmSystem {
    SALESFORCE,
    HUBSPOT,
    MARKETO
  }
}
