package dev.leadline.gateway.inbox;

import dev.leadline.events.Json;
import dev.leadline.events.view.TimelineChanged;
import dev.leadline.events.view.TimelinesChanged;
import dev.leadline.gateway.domain.Meters;
import dev.leadline.gateway.handling.ChangeStream;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/**
 * Reads {@code leadline.timeline-changes}, each gateway for itself and for who follows it just now.
 * Malformed: counted as {@code broken}, logged, passed over. Twice: told twice.
 */
@Component("timelineChanges")
final class TimelineChangesInbox implements Consumer<Message<List<?>>> {

  private final ChangeStream stream;
  private final MeterRegistry meters;

  TimelineChangesInbox(ChangeStream stream, MeterRegistry meters) {
    this.stream = stream;
    this.meters = meters;
    ChangeBatch.countFromZero(meters, Meters.TIMELINE_CHANGES);
  }

  @Override
  public void accept(Message<List<?>> records) {
    var batch = ChangeBatch.of(records, TimelineChangesInbox::read);
    stream.publish(batch.changes(), ChangeStream.Source.TIMELINES, batch.upTo());
    batch.count(meters, Meters.TIMELINE_CHANGES);
  }

  private static List<TimelineChanged> read(byte[] json) {
    TimelinesChanged together = Json.MAPPER.readValue(json, TimelinesChanged.class);
    return together == null ? List.of() : together.timelines();
  }
}
