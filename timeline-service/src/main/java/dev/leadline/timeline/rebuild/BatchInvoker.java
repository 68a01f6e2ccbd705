package dev.leadline.timeline.rebuild;

import dev.leadline.events.lead.LeadEvent;
import dev.leadline.eventstore.EventMetadata;
import dev.leadline.timeline.domain.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Gives a projection the batches that Axon hands out event by event.
 *
 * <p>The batch is projected when its last event comes, and not when the unit of work prepares to
 * commit: there the position is stored first, and a crash or a failure between the two would lose
 * the batch for ever. This way round it is projected twice at worst.
 */
final class BatchInvoker implements EventHandlerInvoker {

  private static final String BATCH = BatchInvoker.class.getName();

  private final ProjectionWatch watch;

  BatchInvoker(ProjectionWatch watch) {
    this.watch = watch;
  }

  /** All events of a lead are handled in the same segment, and so one after the other. */
  @Override
  public boolean canHandle(EventMessage<?> message, Segment segment) {
    return message instanceof DomainEventMessage<?> event
        && segment.matches(event.getAggregateIdentifier());
  }

  @Override
  public void handle(EventMessage<?> message, Segment segment) {
    UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get();
    List<StoredEvent> batch = unitOfWork.getOrComputeResource(BATCH, _ -> new ArrayList<>());
    batch.add(stored((DomainEventMessage<?>) message));
    if (isLast(unitOfWork)) watch.project(batch, message.getTimestamp(), segment.getSegmentId());
  }

  private static boolean isLast(UnitOfWork<?> unitOfWork) {
    return !(unitOfWork instanceof BatchingUnitOfWork<?> batching) || batching.isLastMessage();
  }

  private static StoredEvent stored(DomainEventMessage<?> message) {
    return new StoredEvent(
        EventMetadata.of(message.getMetaData()).tenant(),
        message.getAggregateIdentifier(),
        message.getSequenceNumber(),
        message.getIdentifier(),
        (LeadEvent) message.getPayload());
  }
}
