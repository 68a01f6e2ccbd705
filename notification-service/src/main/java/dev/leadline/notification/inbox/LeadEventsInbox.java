package dev.leadline.notification.inbox;

import dev.leadline.notification.domain.Announced;
import dev.leadline.notification.handling.ReadLeadEvents;
import dev.leadline.notification.handling.TellTheTeam;
import dev.leadline.servicebase.Spans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Span;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/** Takes lead events from Kafka, as {@link Batches} says. */
@Component("leadEvents")
final class LeadEventsInbox implements Consumer<Message<List<byte[]>>> {

  private final Batches<Announced> batches;

  LeadEventsInbox(ReadLeadEvents read, TellTheTeam tell, MeterRegistry meters, Spans spans) {
    batches =
        new Batches<>(
            read::read,
            batch ->
                spans.within(
                    "plan notifications",
                    Span.Kind.CONSUMER,
                    batch.stream().map(Announced::traceParent),
                    () -> tell.tell(batch)),
            one -> one.eventId() + " of lead " + one.leadId(),
            meters);
  }

  @Override
  public void accept(Message<List<byte[]>> batch) {
    batches.take(batch);
  }
}
