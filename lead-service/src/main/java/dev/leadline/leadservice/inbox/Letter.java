package dev.leadline.leadservice.inbox;

import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.leadservice.handling.Mentions;
import dev.leadline.leadservice.handling.RecogniseErased;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What can be told of a record that could not be understood. */
final class Letter {

  /** What of a record may be kept when the person was erased: it says nothing of anybody. */
  static final Set<String> HARMLESS_HEADERS =
      Set.of("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", "ce_tenantid");

  private Letter() {}

  /** Whom it mentions, in any header or in its value. */
  static RecogniseErased.Text text(ConsumerRecord<byte[], byte[]> record) {
    var texts = new ArrayList<byte[]>();
    if (record.value() != null) texts.add(record.value());
    for (Header header : record.headers()) if (header.value() != null) texts.add(header.value());
    String tenant = header(record, "ce_tenantid");
    return new RecogniseErased.Text(
        tenant == null ? ChannelEvent.DEFAULT_TENANT : tenant, Mentions.in(List.copyOf(texts)));
  }

  static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
