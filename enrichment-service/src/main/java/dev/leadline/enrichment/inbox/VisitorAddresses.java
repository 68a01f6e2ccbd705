package dev.leadline.enrichment.inbox;

import dev.leadline.enrichment.domain.FindAddress;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.channel.ChannelEvent;
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
      Header type = record.headers().lastHeader("ce_type");
      if (type == null || record.value() == null) continue;
      if (OF_VISITORS.matcher(new String(type.value(), StandardCharsets.UTF_8)).matches())
        note(record);
    }
  }

  private void note(ConsumerRecord<byte[], byte[]> record) {
    Header tenant = record.headers().lastHeader("ce_tenantid");
    try {
      JsonNode body = Json.MAPPER.readTree(record.value());
      String visitor = body.path("identity").path("anonymousId").asString("");
      String ip = body.path("context").path("ip").asString("");
      if (visitor.isEmpty() || ip.isEmpty()) return;
      String agent = body.path("context").path("userAgent").asString("");
      String whose =
          tenant == null
              ? ChannelEvent.DEFAULT_TENANT
              : new String(tenant.value(), StandardCharsets.UTF_8);
      var seen = new Seen(ip, agent.isEmpty() ? null : agent);
      synchronized (newest) {
        newest.remove(whose + '|' + visitor);
        newest.put(whose + '|' + visitor, new Noted(seen, clock.instant()));
        forgetOld();
      }
    } catch (JacksonException unreadable) {
      // lead-service parks it, with its reason.
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
