package dev.leadline.eventstore.store;

import dev.leadline.events.Json;
import dev.leadline.events.Upcasts;
import dev.leadline.events.WireName;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.Parts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * Between events and the bytes of their rows. Wire name and revision decide what a row is read as;
 * the names of classes appear nowhere.
 */
public final class EventCodec {

  private static final byte[] PERSONAL = ",\"personal\":".getBytes(StandardCharsets.US_ASCII);

  private final KeyOfLead keys;
  private final Upcasts upcasts;
  private final Map<String, Known> known = new HashMap<>();

  /** Null for a lead that has been erased. */
  interface KeyOfLead {
    @Nullable SecretKey unwrapped(UUID lead, byte @Nullable [] wrapped) throws Sealing.CannotOpen;
  }

  private record Known(int revision, ObjectReader reader, boolean several) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Opened(LeadEvent event, byte[] json) {}

  /**
   * The bytes of an event.
   *
   * @param personal what has to be sealed, for each of {@link #subjects} in their order
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Encoded(WireName name, byte[] payload, List<byte[]> personal) {}

  /** Reads and writes the events of the catalogue. */
  public EventCodec(LeadKeys keys, Upcasts upcasts) {
    this(keys::unwrapped, upcasts, WireName.catalogue(LeadEvent.class));
  }

  EventCodec(
      KeyOfLead keys,
      Upcasts upcasts,
      Map<String, ? extends Class<? extends LeadEvent>> catalogue) {
    this.keys = keys;
    this.upcasts = upcasts;
    catalogue.forEach(
        (name, type) ->
            known.put(
                name,
                new Known(
                    WireName.of(type).revision(),
                    Json.MAPPER.readerFor(type),
                    LeadEvent.OfSeveral.class.isAssignableFrom(type))));
  }

  /**
   * The leads that the personal part of an event is about, each of which seals its own piece of it;
   * empty if nothing is personal.
   */
  static List<UUID> subjects(LeadEvent event, UUID leadId) {
    if (event.personal() == null) return List.of();
    if (event instanceof LeadEvent.OfSeveral several)
      return whole(several).stream().map(part -> UUID.fromString(part.leadId())).toList();
    String about = event.about();
    return List.of(about == null ? leadId : UUID.fromString(about));
  }

  private static List<Absorbed> whole(LeadEvent.OfSeveral event) {
    Parts personal = event.personal();
    return personal == null ? List.of() : personal.whole();
  }

  Encoded encode(LeadEvent event) {
    return new Encoded(
        WireName.of(event.getClass()),
        Json.MAPPER.writeValueAsBytes(event.withoutPersonal()),
        event instanceof LeadEvent.OfSeveral several
            ? whole(several).stream().map(Json.MAPPER::writeValueAsBytes).toList()
            : event.personal() == null
                ? List.of()
                : List.of(Json.MAPPER.writeValueAsBytes(event.personal())));
  }

  static byte[] seal(byte[] personal, SecretKey key, UUID subject, UUID eventId) {
    return Sealing.seal(key, personal, Sealing.place(subject, eventId));
  }

  /**
   * Opens and reads a row.
   *
   * @throws UnreadableEvent when the name or the revision is not known here, or the bytes are
   *     broken
   */
  StoredEvent decode(Row row) {
    Opened opened = open(row);
    return new StoredEvent(
        row.position(),
        row.leadId().toString(),
        row.sequence(),
        row.tenant(),
        opened.event(),
        opened.json(),
        row.eventId(),
        row.recordedAt(),
        MessageMetadata.traceParent(row.metadata()));
  }

  LeadEvent event(Row row) {
    return open(row).event();
  }

  private Opened open(Row row) {
    Known type = known.get(row.payloadType());
    if (type == null)
      throw new UnreadableEvent(
          row, "no such event is known here", new IllegalArgumentException(row.payloadType()));
    try {
      byte[] json = joined(row);
      if (row.payloadRevision() == type.revision())
        return new Opened(type.reader().readValue(json), json);
      var stored = new WireName(row.payloadType(), row.payloadRevision());
      JsonNode latest = upcasts.upcast(stored, type.revision(), Json.MAPPER.readTree(json));
      return new Opened(type.reader().readValue(latest), Json.MAPPER.writeValueAsBytes(latest));
    } catch (Sealing.CannotOpen e) {
      throw new UnreadableEvent(row, "its personal part " + e.getMessage(), e);
    } catch (JacksonException e) {
      // The original message may quote what it read.
      throw new UnreadableEvent(row, "its JSON does not fit", new IllegalArgumentException());
    } catch (IllegalArgumentException e) {
      throw new UnreadableEvent(row, String.valueOf(e.getMessage()), e);
    }
  }

  /** The clear and the personal part in one object, as they were before they were parted. */
  private byte[] joined(Row row) throws Sealing.CannotOpen {
    byte[] sealed = row.sealed();
    if (sealed == null) return row.payload();
    if (row.subjects().isEmpty()) {
      byte[] own = opened(row, row.leadId(), row.wrappedKey(), sealed);
      return own == null ? row.payload() : joined(row.payload(), own);
    }
    List<byte[]> left = new ArrayList<>();
    List<byte[]> pieces = Pieces.apart(sealed, row.subjects().size());
    for (int i = 0; i < pieces.size(); i++) {
      Row.Subject subject = row.subjects().get(i);
      if (pieces.get(i).length == 0) continue;
      byte[] piece = opened(row, subject.leadId(), subject.wrappedKey(), pieces.get(i));
      if (piece != null) left.add(piece);
    }
    if (left.isEmpty()) return row.payload();
    Known type = known.get(row.payloadType());
    boolean several = type != null && type.several();
    return joined(row.payload(), several ? Pieces.parts(left) : left.getFirst());
  }

  private byte @Nullable [] opened(Row row, UUID subject, byte @Nullable [] wrapped, byte[] sealed)
      throws Sealing.CannotOpen {
    SecretKey key = keys.unwrapped(subject, wrapped);
    return key == null ? null : Sealing.open(key, sealed, Sealing.place(subject, row.eventId()));
  }

  private static byte[] joined(byte[] payload, byte[] personal) {
    boolean empty = payload.length == 2;
    int from = empty ? 1 : 0;
    byte[] json = new byte[payload.length - 1 + PERSONAL.length - from + personal.length + 1];
    int at = payload.length - 1;
    System.arraycopy(payload, 0, json, 0, at);
    System.arraycopy(PERSONAL, from, json, at, PERSONAL.length - from);
    at += PERSONAL.length - from;
    System.arraycopy(personal, 0, json, at, personal.length);
    json[json.length - 1] = '}';
    return json;
  }
}
