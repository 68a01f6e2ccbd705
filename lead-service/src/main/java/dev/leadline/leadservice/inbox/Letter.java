package dev.leadline.leadservice.inbox;

import dev.leadline.events.Json;
import dev.leadline.events.Topics;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.CloudEvent;
import dev.leadline.leadservice.handling.Mentions;
import dev.leadline.leadservice.handling.Outcome;
import dev.leadline.leadservice.handling.RecogniseErased;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What can be told of a record that could not be understood. */
final class Letter {

  /** The key of the record, as received. */
  static final String KEY = "leadline-key";

  static final String REASON = "leadline-reason";
  static final String DETAIL = "leadline-detail";
  static final String TOPIC = "leadline-topic";
  static final String PARTITION = "leadline-partition";
  static final String OFFSET = "leadline-offset";

  /**
   * When the record first came in, in milliseconds since 1970. It goes along when the letter is
   * sent again: what the producer's clock is wrong by is told by it, and not by how long the letter
   * lay.
   */
  static final String TIMESTAMP = "leadline-timestamp";

  /** Nothing is left of it, because somebody in it was erased. */
  static final String EMPTIED = "leadline-emptied";

  /** Whose it is, in binary mode. */
  static final String TENANT = "ce_tenantid";

  /** The record was too large to be kept: how many bytes of it are not here. */
  static final String LEFT_OUT = "leadline-left-out-bytes";

  /** What of a record may be kept when the person was erased: it says nothing of anybody. */
  static final Set<String> HARMLESS_HEADERS =
      Set.of("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time", TENANT);

  private static final Set<String> OURS =
      Set.of(KEY, REASON, DETAIL, TOPIC, PARTITION, OFFSET, TIMESTAMP, EMPTIED, LEFT_OUT);

  private static final Pattern KEY_OF_LETTER = Pattern.compile(".*-(\\d+)@(\\d+)");
  private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,18}");
  private static final Pattern ID = Pattern.compile("ingress-(\\d+)-(\\d+)");

  private Letter() {}

  /** Whom it mentions, in any header, in its key or in its value. */
  static RecogniseErased.Text text(ConsumerRecord<byte[], byte[]> record) {
    var texts = new ArrayList<byte[]>();
    if (record.value() != null) texts.add(record.value());
    if (record.key() != null) texts.add(record.key());
    for (Header header : record.headers()) if (header.value() != null) texts.add(header.value());
    return new RecogniseErased.Text(tenant(record), Mentions.in(List.copyOf(texts)));
  }

  static String tenant(ConsumerRecord<byte[], byte[]> record) {
    String tenant = attribute(record, "tenantid");
    // Nobody is of a tenant that cannot be, and would see the letter.
    return tenant == null || !CloudEvent.mayBeTenant(tenant) ? ChannelEvent.DEFAULT_TENANT : tenant;
  }

  /**
   * An attribute of its event, where the ingest would look for it: in structured mode the body says
   * it. A body that cannot be read says nothing, and then a header counts.
   */
  static @Nullable String attribute(ConsumerRecord<byte[], byte[]> record, String name) {
    String inBody =
        CloudEvent.isStructured(header(record, CloudEvent.CONTENT_TYPE))
            ? inBody(record.value(), name)
            : null;
    return inBody == null ? header(record, "ce_" + name) : inBody;
  }

  private static @Nullable String inBody(byte @Nullable [] body, String name) {
    try {
      return body == null ? null : Json.MAPPER.readTree(body).path(name).stringValue(null);
    } catch (JacksonException notJson) {
      return null;
    }
  }

  static String reason(ConsumerRecord<byte[], byte[]> letter) {
    return String.valueOf(header(letter, REASON));
  }

  /** Whether too little is left of it to be sent again. */
  static boolean isEmptied(ConsumerRecord<byte[], byte[]> letter) {
    return header(letter, EMPTIED) != null
        || header(letter, LEFT_OUT) != null
        || reason(letter).equals(Outcome.Reason.ERASED.name());
  }

  /** Whether we have put the header there. */
  static boolean isOurs(String header) {
    return OURS.contains(header);
  }

  /** The key under which a record is parked: where it lay. */
  static byte[] key(String topic, int partition, long offset) {
    return "%s-%d@%d".formatted(topic, partition, offset).getBytes(StandardCharsets.UTF_8);
  }

  /** The key of the letter that operators name so; of what is no id, a key that nothing has. */
  static byte[] key(String id) {
    Matcher parts = ID.matcher(id);
    return parts.matches()
        ? "%s-%s@%s"
            .formatted(Topics.CHANNEL_EVENTS, parts.group(1), parts.group(2))
            .getBytes(StandardCharsets.UTF_8)
        : new byte[0];
  }

  /** How operators name a letter; safe in an address. */
  static String id(ConsumerRecord<byte[], byte[]> letter) {
    String key = new String(letter.key(), StandardCharsets.UTF_8);
    Matcher parts = KEY_OF_LETTER.matcher(key);
    return parts.matches() ? "ingress-%s-%s".formatted(parts.group(1), parts.group(2)) : key;
  }

  /** The record as it was received, and when, on its way to the ingest again. */
  static ProducerRecord<byte[], byte[]> asReceived(ConsumerRecord<byte[], byte[]> letter) {
    Header key = letter.headers().lastHeader(KEY);
    var record =
        new ProducerRecord<>(
            Topics.CHANNEL_EVENTS, key == null ? null : key.value(), letter.value());
    for (Header header : letter.headers())
      if (!isOurs(header.key()) || header.key().equals(TIMESTAMP)) record.headers().add(header);
    return record;
  }

  /**
   * When a record came in, in milliseconds; for one that was a letter meanwhile, the first time.
   */
  static long receivedAt(ConsumerRecord<byte[], byte[]> record) {
    String before = header(record, TIMESTAMP);
    return before == null || !MILLISECONDS.matcher(before).matches()
        ? record.timestamp()
        : Math.min(record.timestamp(), Long.parseLong(before));
  }

  static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
