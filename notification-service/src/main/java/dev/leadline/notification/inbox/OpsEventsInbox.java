package dev.leadline.notification.inbox;

import dev.leadline.notification.domain.OpsAnnounced;
import dev.leadline.notification.handling.ReadOpsEvents;
import dev.leadline.notification.handling.TellTheTeam;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/** Takes operators' events from Kafka, as {@link Batches} says. */
@Component("opsEvents")
final class OpsEventsInbox implements Consumer<Message<List<byte[]>>> {

  private final Batches<OpsAnnounced> batches;

  OpsEventsInbox(ReadOpsEvents read, TellTheTeam tell, MeterRegistry meters) {
    batches = new Batches<>(read::read, tell::tellOfOperations, OpsAnnounced::eventId, meters);
  }

  @Override
  public void accept(Message<List<byte[]>> batch) {
    batches.take(batch);
  }
}
