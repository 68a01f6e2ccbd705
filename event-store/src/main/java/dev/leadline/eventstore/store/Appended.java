package dev.leadline.eventstore.store;

import dev.leadline.events.WireName;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.eventstore.EventMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the store.
 *
 * @param subjects the leads that seal a piece of it each; empty where nothing is personal
 */
record Appended(
    DomainEventMessage<?> message,
    UUID leadId,
    UUID eventId,
    EventMetadata metadata,
    LeadEvent event,
    List<UUID> subjects) {

  /** What its row holds beside its ids. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Bytes(
      WireName name,
      byte[] payload,
      byte @Nullable [] sealed,
      byte @Nullable [] metaData,
      @Nullable Long bodyMark) {}

  static Appended from(EventMessage<?> message) {
    if (!(message instanceof DomainEventMessage<?> ofLead)
        || !(message.getPayload() instanceof LeadEvent event))
      throw new IllegalArgumentException(
          "Only the events of leads are stored here, no " + message.getPayloadType().getName());
    var metadata = EventMetadata.of(message.getMetaData());
    UUID given = metadata.eventId();
    UUID leadId = UUID.fromString(ofLead.getAggregateIdentifier());
    return new Appended(
        ofLead,
        leadId,
        given == null ? UUID.fromString(message.getIdentifier()) : given,
        metadata,
        event,
        EventCodec.subjects(event, leadId));
  }

  /** Whether its own lead alone is what it is about, so that nothing need be said of that. */
  private boolean isAboutItself() {
    return !(event instanceof LeadEvent.OfSeveral) && subjects.stream().allMatch(leadId::equals);
  }

  Bytes bytes(EventCodec codec, Map<UUID, SecretKey> keysOfLeads, BodyMarks marks) {
    EventCodec.Encoded encoded = codec.encode(event);
    return new Bytes(
        encoded.name(),
        encoded.payload(),
        sealed(encoded.personal(), keysOfLeads),
        MessageMetadata.encode(message.getMetaData()),
        bodyMark(keysOfLeads, marks));
  }

  /** Without key a lead has been erased, and nothing personal of it is stored again. */
  private byte @Nullable [] sealed(List<byte[]> personal, Map<UUID, SecretKey> keysOfLeads) {
    var pieces = new ArrayList<byte @Nullable []>(personal.size());
    for (int i = 0; i < personal.size(); i++) {
      UUID subject = subjects.get(i);
      SecretKey key = keysOfLeads.get(subject);
      pieces.add(key == null ? null : EventCodec.seal(personal.get(i), key, subject, eventId));
    }
    if (pieces.isEmpty()) return null;
    return isAboutItself() ? pieces.getFirst() : Pieces.together(pieces);
  }

  /** None of what an erased lead says. */
  private @Nullable Long bodyMark(Map<UUID, SecretKey> keysOfLeads, BodyMarks marks) {
    Long bodyHash = metadata.bodyHash();
    return bodyHash == null || !keysOfLeads.keySet().containsAll(subjects)
        ? null
        : Long.valueOf(marks.of(bodyHash));
  }

  void add(Bytes bytes, BinaryCopy row) {
    row.add(eventId)
        .add(metadata.naturalKey())
        .add(bytes.bodyMark())
        .add(metadata.tenant())
        .add(leadId)
        .add(Long.valueOf(message.getSequenceNumber()))
        .add(message.getType())
        .add(message.getTimestamp())
        .add(bytes.name().name())
        .add(bytes.name().revision())
        .add(bytes.payload())
        .add(bytes.sealed())
        .add(bytes.metaData())
        .add(isAboutItself() ? List.of() : subjects);
  }
}
