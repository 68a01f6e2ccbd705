package dev.leadline.enrichment.inbox;

import dev.leadline.enrichment.domain.FindAddress;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Listens to channel events for the addresses of visitors, only while there is a vendor who asks
 * for them: lead events have none, since addresses are dropped before anything is stored. They are
 * held in memory alone, the newest few thousand, no longer than a vendor may be asked about a
 * visitor, each instance by itself from its start on.
 */
@Component
final class VisitorAddresses implements FindAddress {

  private static final int MOST = 20_000;
  private static final Pattern OF_VISITORS = Pattern.compile("leadline\\.(web|chat|form)\\..*");

  private record Noted(Seen seen, Instant at) {}

  private final Clock clock;

  /** The oldest first. */
  private final Map<String, Noted> newest = new LinkedHashMap<>();

  VisitorAddresses(Clock clock) {
    this.clock = clock;
  }

  @KafkaListener(
      topics = Topics.CHANNEL_EVENTS,
      groupId = "enrichment-service.addresses.#{T(java.util.UUID).randomUUID()}",
      batch = "true",
      autoStartup = "#{'${leadline.enrichment-service.recognition.vendor.url:}' != ''}",
      properties = "auto.offset.reset=latest")
  void take(List<ConsumerRecord<byte[], byte[]>> records) {
    for (var record : records) {
      if (record.value() == null) continue;
      try {
        if (CloudEvent.isStructured(header(record, "content-type"))) structured(record.value());
        else binary(record);
      } catch (JacksonException unreadable) {
        // lead-service parks it, with its reason.
      }
    }
  }

  private void structured(byte[] value) {
    if (CloudEvent.readStructured(Json.MAPPER.readTree(value))
            instanceof CloudEvent.Understood(CloudEvent event)
        && OF_VISITORS.matcher(event.type()).matches()) note(event.tenant(), event.data());
  }

  /** Most events are none of a visitor: their bodies are not read. */
  private void binary(ConsumerRecord<byte[], byte[]> record) {
    String type = header(record, "ce_type");
    if (type == null || !OF_VISITORS.matcher(type).matches()) return;
    String tenant = header(record, "ce_tenantid");
    note(
        tenant == null ? ChannelEvent.DEFAULT_TENANT : tenant,
        Json.MAPPER.readTree(record.value()));
  }

  private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private void note(String tenant, JsonNode body) {
    String visitor = body.path("identity").path("anonymousId").asString("");
    String ip = body.path("context").path("ip").asString("");
    if (visitor.isEmpty() || ip.isEmpty()) return;
    String agent = body.path("context").path("userAgent").asString("");
    var seen = new Seen(ip, agent.isEmpty() ? null : agent);
    synchronized (newest) {
      newest.remove(tenant + '|' + visitor);
      newest.put(tenant + '|' + visitor, new Noted(seen, clock.instant()));
      forgetOld();
    }
  }

  @Override
  public @Nullable Seen find(String tenant, String anonymousId) {
    synchronized (newest) {
      forgetOld();
      Noted noted = newest.get(tenant + '|' + anonymousId);
      return noted == null ? null : noted.seen();
    }
  }

  private void forgetOld() {
    Instant oldest = clock.instant().minus(Purpose.DEANONYMIZATION.patience());
    while (!newest.isEmpty()) {
      var first = newest.entrySet().iterator().next();
      if (newest.size() <= MOST && !first.getValue().at().isBefore(oldest)) return;
      newest.remove(first.getKey());
    }
  }
}
