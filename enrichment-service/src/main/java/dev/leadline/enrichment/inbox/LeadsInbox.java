package dev.leadline.enrichment.inbox;

import dev.leadline.enrichment.domain.Announced;
import dev.leadline.enrichment.domain.Meters;
import dev.leadline.enrichment.handling.FollowLeads;
import dev.leadline.events.Topics;
import dev.leadline.events.Upcasts;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.lead.LeadEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.JacksonException;

/**
 * Reads what was decided about leads, to know whom to ask what. What becomes of a record:
 *
 * <ul>
 *   <li>malformed, or breaking our code: counted as {@code broken}, logged and passed over;
 *   <li>of a kind that a later version knows: passed over;
 *   <li>delivered again: known already, and asks nothing;
 *   <li>the store is away: the batch is tried again for as long as it takes.
 * </ul>
 *
 * Nobody outside is asked here: whoever hangs delays no event.
 */
@Component
final class LeadsInbox {

  private static final Logger LOG = LoggerFactory.getLogger(LeadsInbox.class);

  private static final Pattern TYPE = Pattern.compile("leadline\\.(.+)\\.v(\\d{1,4})");
  private static final Map<String, Class<? extends LeadEvent>> KNOWN =
      WireName.catalogue(LeadEvent.class);

  private final FollowLeads follow;
  private final MeterRegistry meters;

  LeadsInbox(FollowLeads follow, MeterRegistry meters) {
    this.follow = follow;
    this.meters = meters;
  }

  @KafkaListener(topics = Topics.LEAD_EVENTS, groupId = "enrichment-service.leads", batch = "true")
  void take(List<ConsumerRecord<byte[], byte[]>> records) {
    List<Announced> batch = new ArrayList<>();
    for (var record : records) {
      Announced announced = read(record);
      if (announced != null) batch.add(announced);
    }
    try {
      follow.follow(batch);
    } catch (DataAccessException | TransactionException down) {
      throw down;
    } catch (RuntimeException mistake) {
      oneByOne(batch);
    }
  }

  /** One event that breaks our code must not stop all the others. */
  private void oneByOne(List<Announced> batch) {
    for (Announced announced : batch)
      try {
        follow.follow(List.of(announced));
      } catch (DataAccessException | TransactionException down) {
        throw down;
      } catch (RuntimeException mistake) {
        LOG.error(
            "Lead event {} of lead {} is passed over: {}",
            announced.eventId(),
            announced.leadId(),
            mistake.getClass().getName());
        meters.counter(Meters.BROKEN.meter()).increment();
      }
  }

  private @Nullable Announced read(ConsumerRecord<byte[], byte[]> record) {
    String type = header(record, "ce_type");
    Matcher name = TYPE.matcher(type == null ? "" : type);
    Class<? extends LeadEvent> known = name.matches() ? KNOWN.get(name.group(1)) : null;
    if (known == null) return null;
    int revision = WireName.of(known).revision();
    int told = Integer.parseInt(name.group(2));
    if (told > revision) return null;
    String leadId = header(record, "ce_subject");
    String id = header(record, "ce_id");
    String sequence = header(record, "ce_sequence");
    String tenant = header(record, "ce_tenantid");
    try {
      if (leadId == null || id == null || sequence == null || record.value() == null)
        return broken(record);
      return new Announced(
          tenant == null ? ChannelEvent.DEFAULT_TENANT : tenant,
          leadId,
          id,
          Long.parseLong(sequence),
          Upcasts.ALL.read(new WireName(name.group(1), told), revision, record.value(), known),
          header(record, "ce_traceparent"));
    } catch (JacksonException | IllegalArgumentException unreadable) {
      return broken(record);
    }
  }

  private @Nullable Announced broken(ConsumerRecord<byte[], byte[]> record) {
    LOG.warn(
        "The record at offset {} of {}-{} cannot be read and is passed over",
        record.offset(),
        record.topic(),
        record.partition());
    meters.counter(Meters.BROKEN.meter()).increment();
    return null;
  }

  private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
