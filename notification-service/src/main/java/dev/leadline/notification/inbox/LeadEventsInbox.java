package dev.leadline.notification.inbox;

import dev.leadline.notification.domain.Announced;
import dev.leadline.notification.domain.NotificationMeters;
import dev.leadline.notification.handling.ReadLeadEvents;
import dev.leadline.notification.handling.ReadLeadEvents.Reading;
import dev.leadline.notification.handling.TellTheTeam;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes lead events from Kafka, a batch at a time. What becomes of a record:
 *
 * <ul>
 *   <li>of a type that only a later version knows: counted ({@code unknown}) and passed over;
 *   <li>unreadable, or broken by a mistake of ours: counted ({@code broken}) and passed over, with
 *       its place in the log; it stays on the topic for its seven days;
 *   <li>taken in before: dropped ({@code duplicate});
 *   <li>store down: the whole batch is tried again, for as long as it takes; nothing is skipped.
 * </ul>
 *
 * Offsets are committed after the transaction; a crash in between delivers the batch again, which
 * then consists of duplicates.
 */
@Component("leadEvents")
final class LeadEventsInbox implements Consumer<Message<List<byte[]>>> {

  private static final Logger LOG = LoggerFactory.getLogger(LeadEventsInbox.class);

  private final ReadLeadEvents read;
  private final TellTheTeam tell;
  private final MeterRegistry meters;

  LeadEventsInbox(ReadLeadEvents read, TellTheTeam tell, MeterRegistry meters) {
    this.read = read;
    this.tell = tell;
    this.meters = meters;
  }

  @Override
  public void accept(Message<List<byte[]>> batch) {
    @SuppressWarnings("unchecked") // What the binder puts there: see RawRecords.
    var records =
        (List<ConsumerRecord<byte[], byte[]>>) batch.getHeaders().get(KafkaHeaders.RAW_DATA);
    if (records == null) throw new IllegalStateException("The binder gave no raw records");
    var events = new ArrayList<Announced>();
    int unknown = 0;
    int broken = 0;
    for (var record : records)
      switch (read(record)) {
        case ReadLeadEvents.Understood(Announced announced) -> events.add(announced);
        case ReadLeadEvents.Unknown(String type) -> unknown++;
        case ReadLeadEvents.Broken(String why) -> {
          broken++;
          LOG.warn(
              "Passed over the record at offset {} of {}-{}: {}",
              record.offset(),
              record.topic(),
              record.partition(),
              why);
        }
      }
    int[] taken = take(events);
    count("unknown", unknown);
    count("broken", broken + taken[1]);
    count("duplicate", taken[0]);
    count("handled", events.size() - taken[0] - taken[1]);
  }

  /** How many had been taken in before, and how many cannot be. */
  private int[] take(List<Announced> events) {
    try {
      return new int[] {tell.tell(events), 0};
    } catch (DataAccessException | TransactionException down) {
      throw down;
    } catch (RuntimeException mistake) {
      return oneByOne(events);
    }
  }

  /** One event that breaks our code must not stop all the others. */
  private int[] oneByOne(List<Announced> events) {
    int[] taken = new int[2];
    for (Announced event : events)
      try {
        taken[0] += tell.tell(List.of(event));
      } catch (DataAccessException | TransactionException down) {
        throw down;
      } catch (RuntimeException mistake) {
        taken[1]++;
        LOG.error(
            "Lead event {} of lead {} is passed over: {}",
            event.eventId(),
            event.leadId(),
            mistake.getClass().getName());
      }
    return taken;
  }

  private Reading read(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers())
      if (header.value() != null)
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    return read.read(headers, record.value());
  }

  private void count(String outcome, int events) {
    meters.counter(NotificationMeters.EVENTS.meter(), "outcome", outcome).increment(events);
  }
}
