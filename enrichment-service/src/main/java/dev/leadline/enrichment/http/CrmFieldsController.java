package dev.leadline.enrichment.http;

import dev.leadline.enrichment.domain.crm.CrmPlan;
import dev.leadline.enrichment.domain.crm.CrmPlan.Write;
import dev.leadline.enrichment.domain.crm.FindPlans;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Which fields of leads are kept alike with which of a CRM, for the settings on the dashboard. */
@RestController
final class CrmFieldsController {

  private final FindPlans plans;

  CrmFieldsController(FindPlans plans) {
    this.plans = plans;
  }

  /**
   * A field of ours and the CRM's.
   *
   * @param read whether the CRM's value is taken over
   * @param written whether ours is written there
   */
  record CrmField(String field, CrmSystem system, String external, boolean read, boolean written) {}

  /** All of them; none where no CRM is set up for the tenant. */
  record CrmFields(List<CrmField> items) {}

  @GetMapping("/v1/crm/fields")
  CrmFields fields(
      @RequestHeader(name = "Leadline-Tenant", defaultValue = ChannelEvent.DEFAULT_TENANT)
          String tenant) {
    return new CrmFields(
        plans.plans().stream()
            .filter(plan -> plan.tenant().equals(tenant))
            .flatMap(CrmFieldsController::fields)
            .toList());
  }

  private static Stream<CrmField> fields(CrmPlan plan) {
    return plan.mappings().stream()
        .map(
            mapping ->
                new CrmField(
                    mapping.field(),
                    plan.system(),
                    mapping.external(),
                    mapping.pull() && plan.lookBack() != null,
                    mapping.write() != Write.NEVER))
        .filter(field -> field.read() || field.written());
  }
}
