package dev.leadline.leadservice.inbox;

import dev.leadline.events.Topics;
import dev.leadline.leadservice.domain.DropParked;
import dev.leadline.leadservice.domain.FindParked;
import dev.leadline.leadservice.domain.ParkedRecord;
import dev.leadline.leadservice.domain.SendParkedAgain;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * The dead-letter topic as operators see it. The topic is the only truth: a letter waits until
 * there is a record without value under its key. In memory is merely where each lies, brought up to
 * the end of the topic before every answer, so that what one instance did every other one knows;
 * what is shown is read from the topic.
 */
@Component
final class WaitingLetters implements FindParked, SendParkedAgain, DropParked, DisposableBean {

  private static final TopicPartition LETTERS = new TopicPartition(Topics.CHANNEL_EVENTS_DEAD, 0);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);
  private static final Duration A_LOOK = Duration.ofMillis(200);

  private final KafkaTemplate<byte[], byte[]> kafka;
  private final KafkaProperties properties;
  private final Duration patience;
  private final Map<String, Long> placeOf = new HashMap<>();
  private final TreeMap<Long, Line> lines = new TreeMap<>();
  private @Nullable Consumer<byte[], byte[]> consumer;
  private long read;

  /** Where a letter lies, and what can be asked of it without reading it. */
  private record Line(String id, String tenant, String reason) {
    boolean answers(Question question) {
      return tenant.equals(question.tenant())
          && (question.id() == null || question.id().equals(id))
          && (question.reason() == null || question.reason().equals(reason));
    }
  }

  @Autowired
  WaitingLetters(KafkaTemplate<byte[], byte[]> kafka, KafkaProperties properties) {
    this(kafka, properties, PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience for so long a question may read; what has been read is kept for the next one
   */
  WaitingLetters(
      KafkaTemplate<byte[], byte[]> kafka, KafkaProperties properties, Duration patience) {
    this.kafka = kafka;
    this.properties = properties;
    this.patience = patience;
  }

  @Override
  public synchronized Found find(Question question) {
    return orUnavailable(
        () -> {
          catchUp();
          var wanted =
              (question.newestFirst() ? lines.descendingMap() : lines)
                  .entrySet().stream()
                      .filter(entry -> entry.getValue().answers(question))
                      .filter(
                          entry ->
                              entry.getKey() > question.after()
                                  && entry.getKey() < question.before())
                      .map(Map.Entry::getKey)
                      .toList();
          List<Long> page = wanted.stream().limit(question.limit()).toList();
          Map<Long, ParkedRecord> found = recordsAt(page.stream().sorted().toList());
          return new Found(
              page.stream().flatMap(place -> Stream.ofNullable(found.get(place))).toList(),
              lines.values().stream().filter(line -> line.answers(question)).count(),
              wanted.size() - page.size(),
              byReason(question.tenant()));
        });
  }

  private Map<String, Long> byReason(String tenant) {
    var counts = new TreeMap<String, Long>();
    for (Line line : lines.values())
      if (line.tenant().equals(tenant)) counts.merge(line.reason(), 1L, Long::sum);
    return counts;
  }

  /** How many wait for each reason, of all tenants. */
  synchronized Map<String, Long> byReason() {
    return orUnavailable(
        () -> {
          catchUp();
          var counts = new TreeMap<String, Long>();
          for (Line line : lines.values()) counts.merge(line.reason(), 1L, Long::sum);
          return counts;
        });
  }

  @Override
  public synchronized Collection<String> sendAgain(Collection<String> ids) {
    return orUnavailable(
        () -> {
          catchUp();
          List<Long> places =
              ids.stream().flatMap(id -> Stream.ofNullable(placeOf.get(id))).sorted().toList();
          var sent = new LinkedHashMap<String, CompletableFuture<?>>();
          eachAt(
              places,
              letter -> {
                if (!Letter.isEmptied(letter))
                  sent.put(Letter.id(letter), kafka.send(Letter.asReceived(letter)));
              });
          kafka.flush();
          sent.values().forEach(CompletableFuture::join);
          dropAll(sent.keySet());
          return List.copyOf(sent.keySet());
        });
  }

  @Override
  public synchronized void drop(Collection<String> ids) {
    orUnavailable(
        () -> {
          dropAll(ids);
          return true;
        });
  }

  private void dropAll(Collection<String> ids) {
    List<CompletableFuture<?>> sent =
        ids.stream()
            .<CompletableFuture<?>>map(
                id -> kafka.send(new ProducerRecord<>(LETTERS.topic(), Letter.key(id), null)))
            .toList();
    kafka.flush();
    sent.forEach(CompletableFuture::join);
  }

  private interface Work<T> {
    T done();
  }

  /**
   * A reader that has failed is not used again: nobody knows where it stands. One that has not come
   * to the end in time has not failed, and the next question goes on from there.
   */
  private <T> T orUnavailable(Work<T> work) {
    try {
      return work.done();
    } catch (KafkaException | CompletionException broken) {
      startAgain();
      throw Unavailable.because(broken);
    }
  }

  private void startAgain() {
    Consumer<byte[], byte[]> broken = consumer;
    consumer = null;
    read = 0;
    lines.clear();
    placeOf.clear();
    if (broken != null) broken.close();
  }

  private Consumer<byte[], byte[]> reader() {
    Consumer<byte[], byte[]> known = consumer;
    if (known != null) return known;
    Map<String, Object> settings = new HashMap<>(properties.buildConsumerProperties());
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWERS_WITHIN.toMillis());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
    known = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    known.assign(List.of(LETTERS));
    consumer = known;
    return known;
  }

  /** Reads what has come since the last look, and forgets what the broker has dropped. */
  private void catchUp() {
    Consumer<byte[], byte[]> reader = reader();
    List<TopicPartition> all = List.of(LETTERS);
    long first = reader.beginningOffsets(all).getOrDefault(LETTERS, 0L);
    long end = reader.endOffsets(all).getOrDefault(LETTERS, 0L);
    if (end < read) {
      // Not the topic that was read before.
      lines.clear();
      placeOf.clear();
      read = 0;
    }
    lines.headMap(first).values().forEach(line -> placeOf.remove(line.id()));
    lines.headMap(first).clear();
    read = Math.max(read, first);
    if (read >= end) return;
    reader.seek(LETTERS, read);
    long until = System.nanoTime() + patience.toNanos();
    while (read < end) {
      for (var letter : reader.poll(A_LOOK).records(LETTERS)) note(letter);
      read = reader.position(LETTERS);
      if (read < end && System.nanoTime() > until) throw late("The end is not reached in time");
    }
  }

  private static Unavailable late(String why) {
    return Unavailable.because(new KafkaException(why));
  }

  private void note(ConsumerRecord<byte[], byte[]> letter) {
    if (letter.key() == null) return;
    String id = Letter.id(letter);
    Long before = placeOf.remove(id);
    if (before != null) lines.remove(before);
    if (letter.value() == null) return;
    placeOf.put(id, letter.offset());
    lines.put(letter.offset(), new Line(id, Letter.tenant(letter), Letter.reason(letter)));
  }

  private Map<Long, ParkedRecord> recordsAt(List<Long> places) {
    var found = new HashMap<Long, ParkedRecord>();
    eachAt(places, letter -> found.put(letter.offset(), parked(letter)));
    return found;
  }

  private interface Reader {
    void read(ConsumerRecord<byte[], byte[]> letter);
  }

  /** Reads the letters at these places, which rise, with as few jumps as there are gaps. */
  private void eachAt(List<Long> places, Reader each) {
    Consumer<byte[], byte[]> reader = reader();
    long until = System.nanoTime() + patience.toNanos();
    int next = 0;
    while (next < places.size()) {
      if (reader.position(LETTERS) != places.get(next)) reader.seek(LETTERS, places.get(next));
      for (var letter : reader.poll(A_LOOK).records(LETTERS)) {
        while (next < places.size() && places.get(next) < letter.offset()) next++;
        if (next == places.size()) break;
        if (places.get(next) == letter.offset()) {
          each.read(letter);
          next++;
        }
      }
      if (next < places.size() && System.nanoTime() > until)
        throw late("The letters are not read in time");
    }
  }

  private static ParkedRecord parked(ConsumerRecord<byte[], byte[]> letter) {
    var headers = new HashMap<String, String>();
    for (Header header : letter.headers())
      if (!Letter.isOurs(header.key()) && header.value() != null)
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    return new ParkedRecord(
        Letter.id(letter),
        letter.offset(),
        Letter.reason(letter),
        String.valueOf(Letter.header(letter, Letter.DETAIL)),
        Instant.ofEpochMilli(letter.timestamp()),
        Letter.tenant(letter),
        Letter.attribute(letter, "id"),
        Letter.attribute(letter, "type"),
        headers,
        letter.value(),
        Letter.isEmptied(letter));
  }

  @Override
  public synchronized void destroy() {
    startAgain();
  }
}
