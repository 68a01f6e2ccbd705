package dev.leadline.gateway.inbox;

import dev.leadline.events.Json;
import dev.leadline.events.view.RowChanged;
import dev.leadline.gateway.domain.Meters;
import dev.leadline.gateway.handling.KeepIndex;
import dev.leadline.servicebase.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/**
 * Reads {@code leadline.row-changes}, each gateway for itself, from where its index has come to.
 * Malformed: counted as {@code broken}, logged, passed over. Twice: the same row is indexed and
 * told twice. Store down: the batch is tried again until it is back, so that no change is missed.
 */
@Component("rowChanges")
final class RowChangesInbox implements Consumer<Message<List<?>>> {

  private final KeepIndex index;
  private final MeterRegistry meters;
  private final Spans spans;

  RowChangesInbox(KeepIndex index, MeterRegistry meters, Spans spans) {
    this.index = index;
    this.meters = meters;
    this.spans = spans;
    ChangeBatch.countFromZero(meters, Meters.ROW_CHANGES);
  }

  @Override
  public void accept(Message<List<?>> records) {
    var batch = ChangeBatch.of(records, RowChangesInbox::read);
    spans.within(
        "index rows",
        Span.Kind.CONSUMER,
        ChangeBatch.traces(records),
        () -> {
          index.follow(batch.changes(), batch.withoutValue(), batch.upTo());
          return batch;
        });
    batch.count(meters, Meters.ROW_CHANGES);
  }

  private static List<RowChanged> read(byte[] json) {
    RowChanged change = Json.MAPPER.readValue(json, RowChanged.class);
    return change == null ? List.of() : List.of(change);
  }
}
