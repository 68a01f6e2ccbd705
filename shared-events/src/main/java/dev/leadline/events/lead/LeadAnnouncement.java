package dev.leadline.events.lead;

import dev.leadline.events.InstantReader;
import dev.leadline.events.TraceParent;
import dev.leadline.events.Upcasts;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A lead event as lead-service announces it: a record of {@code leadline.lead-events}, in the
 * binary mode of CloudEvents.
 *
 * @param eventId the same however often it is announced
 * @param sequence its place among the events of its lead, from 0 without holes
 * @param recordedAt when it was stored
 * @param traceParent W3C trace context of what caused it
 */
public record LeadAnnouncement(
    String tenant,
    String leadId,
    String eventId,
    long sequence,
    Instant recordedAt,
    LeadEvent event,
    @Nullable String traceParent) {

  private static final Map<String, Class<? extends LeadEvent>> KNOWN =
      WireName.catalogue(LeadEvent.class);

  /** What became of a record. */
  public sealed interface Reading {}

  /** It is an announcement. */
  public record Understood(LeadAnnouncement announcement) implements Reading {}

  /** Only a later version knows its type. */
  public record Unknown(String type) implements Reading {}

  /** It cannot be read, and why; nothing personal is in it. */
  public record Broken(String why) implements Reading {}

  /**
   * Reads one record.
   *
   * @param header the last header of a name, null if there is none
   */
  public static Reading read(UnaryOperator<@Nullable String> header, byte @Nullable [] value) {
    String type = header.apply("ce_type");
    WireName name = type == null ? null : WireName.read(type);
    Class<? extends LeadEvent> known = name == null ? null : KNOWN.get(name.name());
    if (type == null) return new Broken("ce_type is missing.");
    if (name == null || known == null) return new Unknown(type);
    int revision = WireName.of(known).revision();
    if (name.revision() > revision) return new Unknown(type);
    String leadId = header.apply("ce_subject");
    String eventId = header.apply("ce_id");
    String sequence = header.apply("ce_sequence");
    String time = header.apply("ce_time");
    if (leadId == null || eventId == null || sequence == null || time == null || value == null)
      return new Broken("Its id, lead, time, place in the history or content is missing.");
    String tenant = header.apply("ce_tenantid");
    String trace = header.apply("ce_traceparent");
    try {
      return new Understood(
          new LeadAnnouncement(
              tenant == null || tenant.isBlank() ? ChannelEvent.DEFAULT_TENANT : tenant,
              leadId,
              eventId,
              Long.parseLong(sequence),
              InstantReader.parse(time),
              Upcasts.ALL.read(name, revision, value, known),
              TraceParent.of(trace) == null ? null : trace));
    } catch (JacksonException | IllegalArgumentException | DateTimeException unreadable) {
      return new Broken(unreadable.getClass().getSimpleName());
    }
  }
}
