package dev.leadline.leadservice.inbox;

import dev.leadline.leadservice.handling.Arrival;
import dev.leadline.leadservice.handling.IngestCounters;
import dev.leadline.leadservice.handling.Outcome;
import dev.leadline.leadservice.handling.ReadChannelEvents;
import dev.leadline.leadservice.handling.ReadChannelEvents.Reading;
import dev.leadline.leadservice.handling.RecordOneByOne;
import dev.leadline.servicebase.Spans;
import io.micrometer.tracing.Span;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/**
 * Takes channel events from Kafka, a batch at a time. What becomes of a record:
 *
 * <ul>
 *   <li>malformed, without identity, or in conflict with an earlier one: to the dead-letter topic
 *       at once ({@code parked}), and the rest of the batch goes on;
 *   <li>of an unknown type: stored as unrecognised ({@code unknown});
 *   <li>already stored: dropped ({@code duplicate});
 *   <li>broken by a mistake of ours or refused by the store, alone and three times: to the
 *       dead-letter topic ({@code parked}, {@code HANDLER_FAILED});
 *   <li>store or broker down: the whole batch is tried again, for as long as it takes, with a
 *       growing pause; no offset is committed and nothing is skipped.
 * </ul>
 *
 * Offsets are committed after the transaction and the dead letters; a crash in between delivers the
 * batch again, which then consists of duplicates.
 */
@Component("channelEvents")
final class ChannelEventsInbox implements Consumer<Message<List<byte[]>>> {

  private static final Logger LOG = LoggerFactory.getLogger(ChannelEventsInbox.class);

  private final ReadChannelEvents read;
  private final RecordOneByOne record;
  private final DeadLetters deadLetters;
  private final IngestCounters counters;
  private final Spans spans;

  ChannelEventsInbox(
      ReadChannelEvents read,
      RecordOneByOne record,
      DeadLetters deadLetters,
      IngestCounters counters,
      Spans spans) {
    this.read = read;
    this.record = record;
    this.deadLetters = deadLetters;
    this.counters = counters;
    this.spans = spans;
  }

  @Override
  public void accept(Message<List<byte[]>> batch) {
    @SuppressWarnings("unchecked") // What the binder puts there: see RawRecords.
    var records =
        (List<ConsumerRecord<byte[], byte[]>>) batch.getHeaders().get(KafkaHeaders.RAW_DATA);
    if (records == null) throw new IllegalStateException("The binder gave no raw records");
    // Half of the work on a record, and none of it touches another record.
    List<Reading> readings = records.parallelStream().map(this::read).toList();
    var arrivals = new ArrayList<Arrival>(readings.size());
    for (Reading reading : readings)
      if (reading instanceof ReadChannelEvents.Understood(Arrival arrival, _))
        arrivals.add(arrival);
    var recorded =
        spans
            .within(
                "ingest channel events",
                Span.Kind.CONSUMER,
                arrivals.stream().map(Arrival::traceParent),
                () -> record.record(arrivals))
            .iterator();
    List<Outcome> outcomes =
        readings.stream()
            .map(
                reading ->
                    switch (reading) {
                      case ReadChannelEvents.Understood understood -> recorded.next();
                      case ReadChannelEvents.Refused refused -> refused.why();
                    })
            .toList();
    park(records, outcomes);
    counters.count(outcomes);
    for (Reading reading : readings)
      if (reading instanceof ReadChannelEvents.Understood(Arrival arrival, var ignored))
        counters.countIgnored(arrival.event().type(), ignored);
  }

  private Reading read(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers())
      if (header.value() != null)
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
    try {
      return read.read(headers, record.value(), Instant.ofEpochMilli(Letter.receivedAt(record)));
    } catch (RuntimeException ours) {
      // A mistake of ours; without its message, which may quote what a lead has said.
      String kind = ours.getClass().getSimpleName();
      LOG.error("A record cannot be read: {}", kind);
      return new ReadChannelEvents.Refused(
          new Outcome.Parked(
              Outcome.Reason.HANDLER_FAILED, "This version cannot read it: %s.".formatted(kind)));
    }
  }

  private void park(List<ConsumerRecord<byte[], byte[]>> records, List<Outcome> outcomes) {
    var parked = new HashMap<ConsumerRecord<byte[], byte[]>, Outcome.Parked>();
    for (int i = 0; i < records.size(); i++)
      if (outcomes.get(i) instanceof Outcome.Parked why) parked.put(records.get(i), why);
    deadLetters.park(parked);
  }
}
