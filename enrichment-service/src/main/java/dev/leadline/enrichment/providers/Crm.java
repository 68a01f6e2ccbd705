package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.Fingerprint;
import dev.leadline.enrichment.domain.crm.Candidate;
import dev.leadline.enrichment.domain.crm.CrmPlan;
import dev.leadline.enrichment.domain.crm.FindPlans;
import dev.leadline.enrichment.domain.crm.Position;
import dev.leadline.enrichment.domain.crm.PullRecords;
import dev.leadline.enrichment.domain.crm.RecallRecords;
import dev.leadline.enrichment.domain.crm.WriteToCrm;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The CRMs that are set up. */
@Component
final class Crm implements FindPlans, WriteToCrm, PullRecords {

  /** Changes that a CRM shows late are found so long after newer ones. */
  static final Duration OVERLAP = Duration.ofSeconds(30);

  private static final Duration A_LITTLE = Duration.ofMinutes(1);
  private static final Duration UNTIL_SOMEBODY_LOOKS = Duration.ofMinutes(15);

  private final Map<CrmSystem, Connected> connected = new EnumMap<>(CrmSystem.class);

  private record Connected(CrmPlan plan, CrmApi api, CrmBatches batches) {}

  Crm(
      HttpDoor door,
      CallSettings calls,
      CrmSettings settings,
      RecallRecords recall,
      Fingerprint fingerprint,
      MeterRegistry meters) {
    for (CrmSystem system : CrmSystem.values()) {
      CrmSettings.Connection connection =
          switch (system) {
            case SALESFORCE -> settings.salesforce();
            case HUBSPOT -> settings.hubspot();
            case MARKETO -> settings.marketo();
          };
      if (!connection.isSetUp()) continue;
      CrmPlan plan = plan(system, settings.tenant(), connection);
      var backend =
          new Backend(
              system.name().toLowerCase(Locale.ROOT), calls.within(settings.timeout()), meters);
      CrmApi api =
          switch (system) {
            case SALESFORCE -> new Salesforce(door, backend, connection, fieldsOf(plan));
            case HUBSPOT -> new HubSpot(door, backend, connection, fieldsOf(plan));
            case MARKETO -> new Marketo(door, backend, connection, fieldsOf(plan));
          };
      connected.put(
          system,
          new Connected(
              plan, api, new CrmBatches(plan, api, recall, settings.gather(), fingerprint)));
    }
  }

  private static CrmPlan plan(CrmSystem system, String tenant, CrmSettings.Connection connection) {
    String field = connection.conversationField();
    String object =
        switch (system) {
          case SALESFORCE -> connection.object().isBlank() ? "Lead" : connection.object();
          case HUBSPOT -> "contacts";
          case MARKETO -> "lead";
        };
    return new CrmPlan(
        tenant,
        system,
        object,
        connection.mappings().stream()
            .filter(line -> line.isOf(object))
            .map(CrmSettings.Line::mapping)
            .toList(),
        connection.create(),
        field == null || field.isBlank() ? null : field,
        connection.lookBack().isZero() ? null : connection.lookBack());
  }

  /** All that is read; conversations are not, since they are long. */
  private static Set<String> fieldsOf(CrmPlan plan) {
    Set<String> fields = new TreeSet<>();
    plan.mappings().forEach(mapping -> fields.add(mapping.external()));
    return fields;
  }

  @Override
  public List<CrmPlan> plans() {
    return connected.values().stream().map(Connected::plan).toList();
  }

  @Override
  public WriteToCrm.Outcome write(CrmSystem system, Candidate candidate) {
    Connected crm = connected.get(system);
    return crm == null ? new Unchanged(null) : crm.batches().write(candidate);
  }

  @Override
  public Pulled pull(CrmSystem system, Position position) {
    Connected crm = connected.get(system);
    if (crm == null) return new Page(List.of(), Position.from(position.since()));
    try {
      return crm.api().changed(position);
    } catch (CallFailed failed) {
      Duration asked = failed.retryAfter();
      Duration usual =
          switch (failed.kind()) {
            case PASSING, KEPT_BACK -> A_LITTLE;
            case REFUSED, NOT_TAKEN -> UNTIL_SOMEBODY_LOOKS;
          };
      return new PullRecords.NotNow("It " + failed.getMessage(), asked == null ? usual : asked);
    }
  }

  static URI address(CrmSettings.Connection connection) {
    URI address = connection.address();
    if (address == null) throw new IllegalStateException("A CRM has an address");
    return address;
  }

  static String given(@Nullable String secret) {
    return secret == null ? "" : secret;
  }

  static void put(Map<String, String> values, String name, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) return;
    String text = value.asString("");
    if (!text.isBlank()) values.put(name, text);
  }

  static @Nullable String email(JsonNode value) {
    String email = value.asString("").strip().toLowerCase(Locale.ROOT);
    return email.contains("@") ? email : null;
  }
}
