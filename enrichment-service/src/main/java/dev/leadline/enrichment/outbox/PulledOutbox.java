package dev.leadline.enrichment.outbox;

import dev.leadline.enrichment.domain.crm.CrmPlan;
import dev.leadline.enrichment.domain.crm.CrmRecord;
import dev.leadline.enrichment.domain.crm.Pushing;
import dev.leadline.enrichment.domain.crm.TellPulled;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.CloudEvent;
import dev.leadline.events.channel.RecordsFact;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Publishes pulled records as the channel event {@code crm.record-pulled}. */
@Component
final class PulledOutbox implements TellPulled {

  private static final String TYPE = WireName.of(RecordsFact.Pulled.class).cloudEventType();

  private final KafkaTemplate<byte[], byte[]> kafka;
  private final Clock clock;

  PulledOutbox(KafkaTemplate<byte[], byte[]> kafka, Clock clock) {
    this.kafka = kafka;
    this.clock = clock;
  }

  @Override
  public void tell(CrmPlan plan, List<News> news) {
    List<CompletableFuture<?>> sent =
        news.stream().<CompletableFuture<?>>map(each -> kafka.send(record(plan, each))).toList();
    kafka.flush();
    sent.forEach(CompletableFuture::join);
  }

  private ProducerRecord<byte[], byte[]> record(CrmPlan plan, News news) {
    CrmRecord record = news.record();
    String system = plan.system().name().toLowerCase(Locale.ROOT);
    Instant now = clock.instant();
    Instant at = record.modifiedAt() == null ? now : record.modifiedAt();
    ObjectNode data = Json.MAPPER.createObjectNode();
    ObjectNode identity = data.putObject("identity");
    if (record.email() != null) identity.put("email", record.email());
    identity.putObject("externalIds").put(key(plan), record.externalId());
    identity.put("asserted", "CRM");
    data.putObject("actor").put("kind", "SYSTEM");
    data.set(
        "payload",
        Json.MAPPER.valueToTree(
            new RecordsFact.Pulled(
                plan.system(),
                plan.objectType(),
                record.externalId(),
                news.fields(),
                record.modifiedAt())));
    CloudEvent event =
        new CloudEvent(
            // The same record, changed at the same time, is the same event however often it is
            // read.
            "%s/%s/%d".formatted(plan.objectType(), record.externalId(), at.toEpochMilli()),
            "/leadline/crm/" + system,
            TYPE,
            at,
            plan.tenant(),
            null,
            null,
            data);
    var kafkaRecord =
        new ProducerRecord<>(
            Topics.CHANNEL_EVENTS,
            bytes(plan.tenant() + '|' + system + ':' + record.externalId()),
            Json.MAPPER.writeValueAsBytes(data));
    event.headers().forEach((name, value) -> kafkaRecord.headers().add(name, bytes(value)));
    return kafkaRecord;
  }

  private static String key(CrmPlan plan) {
    return switch (Pushing.kind(plan.system(), plan.objectType())) {
      case SALESFORCE_CONTACT -> "salesforceContactId";
      case SALESFORCE_LEAD -> "salesforceLeadId";
      case HUBSPOT_CONTACT -> "hubspotContactId";
      case MARKETO_LEAD -> "marketoLeadId";
      case CUSTOMER_KEY, EMAIL, PHONE, ANONYMOUS_ID ->
          throw new IllegalStateException("No CRM has ids of this kind");
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
