package dev.leadline.leadservice.inbox;

import dev.leadline.events.Shortened;
import dev.leadline.events.Topics;
import dev.leadline.leadservice.handling.Outcome;
import dev.leadline.leadservice.handling.Outcome.Parked;
import dev.leadline.leadservice.handling.RecogniseErased;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * The dead-letter topic: records as they were received, with the reason in headers. Each letter has
 * a key of its own, by which it can be deleted; the key of the record is a header. Of people who
 * were erased nothing is kept but that there was something. What is so large that the broker might
 * not take it, which would stop its partition for ever, is left out, and a header says how much.
 */
@Component
final class DeadLetters {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  /** Every broker takes a letter of this size, however its topics are set up. */
  private static final int LARGEST_VALUE = 512 * 1024;

  private static final int LARGEST_HEADERS = 64 * 1024;
  private static final int LARGEST_HARMLESS = 1024;
  private static final int LONGEST_DETAIL = 2000;

  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  private final KafkaTemplate<byte[], byte[]> kafka;
  private final RecogniseErased recognise;

  DeadLetters(KafkaTemplate<byte[], byte[]> kafka, RecogniseErased recognise) {
    this.kafka = kafka;
    this.recognise = recognise;
  }

  /**
   * Parks records; returns when the broker has them all. Whoever is erased meanwhile had their
   * letters searched for before these were there, so they are sent again without them.
   */
  void park(Map<ConsumerRecord<byte[], byte[]>, Parked> parked) {
    if (parked.isEmpty()) return;
    List<Map.Entry<ConsumerRecord<byte[], byte[]>, Parked>> letters =
        List.copyOf(parked.entrySet());
    List<RecogniseErased.Text> texts =
        letters.stream().map(letter -> Letter.text(letter.getKey())).toList();
    List<Boolean> before = recognise.inEach(texts);
    send(letters, before);
    List<Boolean> since = recognise.inEach(texts);
    if (!since.equals(before)) send(letters, since);
  }

  private void send(
      List<Map.Entry<ConsumerRecord<byte[], byte[]>, Parked>> letters, List<Boolean> ofErased) {
    var sent = new ArrayList<CompletableFuture<?>>();
    for (int i = 0; i < letters.size(); i++) {
      Parked why = letters.get(i).getValue();
      boolean erased = ofErased.get(i) || why.reason() == Outcome.Reason.ERASED;
      sent.add(send(letters.get(i).getKey(), why, erased));
    }
    kafka.flush();
    sent.forEach(CompletableFuture::join);
  }

  private CompletableFuture<?> send(
      ConsumerRecord<byte[], byte[]> record, Parked why, boolean erased) {
    LOG.warn(
        "Parked the record at offset {} of {}-{}: {}",
        record.offset(),
        record.topic(),
        record.partition(),
        why.reason());
    byte[] value = record.value() == null ? new byte[0] : record.value();
    int leftOut = value.length > LARGEST_VALUE ? value.length : 0;
    int beside = besides(record);
    boolean bare = beside > LARGEST_HEADERS;
    if (bare) leftOut += beside;
    var letter =
        new ProducerRecord<byte[], byte[]>(
            Topics.CHANNEL_EVENTS_DEAD,
            Letter.key(record.topic(), record.partition(), record.offset()),
            erased ? NOTHING : value.length > LARGEST_VALUE ? new byte[0] : value);
    Headers headers = letter.headers();
    for (Header header : record.headers())
      if ((!erased && !bare) || isHarmless(header)) headers.add(header);
    if (!erased && !bare && record.key() != null) headers.add(Letter.KEY, record.key());
    if (erased) add(headers, Letter.EMPTIED, "true");
    else if (leftOut > 0) add(headers, Letter.LEFT_OUT, Integer.toString(leftOut));
    // In structured mode the body said it, which is not kept.
    if (erased || leftOut > 0) add(headers, Letter.TENANT, Letter.tenant(record));
    add(headers, Letter.REASON, why.reason().name());
    add(headers, Letter.DETAIL, Shortened.to(LONGEST_DETAIL, why.detail()));
    add(headers, Letter.TOPIC, record.topic());
    add(headers, Letter.PARTITION, Integer.toString(record.partition()));
    add(headers, Letter.OFFSET, Long.toString(record.offset()));
    add(headers, Letter.TIMESTAMP, Long.toString(Letter.receivedAt(record)));
    return kafka.send(letter);
  }

  /** How much comes with its value. */
  private static int besides(ConsumerRecord<byte[], byte[]> record) {
    int bytes = record.key() == null ? 0 : record.key().length;
    for (Header header : record.headers())
      bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
    return bytes;
  }

  private static boolean isHarmless(Header header) {
    return Letter.HARMLESS_HEADERS.contains(header.key())
        && (header.value() == null || header.value().length <= LARGEST_HARMLESS);
  }

  private static void add(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
