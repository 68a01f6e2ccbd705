package dev.leadline.events.lead;

import dev.leadline.events.Json;
import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.channel.Context;
import dev.leadline.events.lead.Enrolment.EnrolmentChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a channel event said: all that is personal in it.
 *
 * @param identities the keys that the event tied to the lead
 * @param observations what it told about fields of the lead
 * @param payload as it came
 * @param traces what later decisions look back at
 * @param actorName who did it, as a person reads it
 * @param network what is kept of the IP address: by it the same network is known again, and the
 *     address cannot be read from it; absent where no address was told
 */
public record Content(
    List<IdentityKey> identities,
    List<Observation> observations,
    @Nullable TouchpointChange touchpoint,
    @Nullable EnrolmentChange enrolment,
    @Nullable MeetingChange meeting,
    @Nullable Score score,
    Json payload,
    @Nullable Context context,
    @Nullable String actorName,
    @Nullable String network,
    List<Left> traces) {

  public Content {
    identities = identities == null ? List.of() : List.copyOf(identities);
    observations = observations == null ? List.of() : List.copyOf(observations);
    traces = traces == null ? List.of() : List.copyOf(traces);
  }

  /** What came from no network that is known, with nothing that is looked back at. */
  public Content(
      List<IdentityKey> identities,
      List<Observation> observations,
      @Nullable TouchpointChange touchpoint,
      @Nullable EnrolmentChange enrolment,
      @Nullable MeetingChange meeting,
      @Nullable Score score,
      Json payload,
      @Nullable Context context,
      @Nullable String actorName) {
    this(
        identities,
        observations,
        touchpoint,
        enrolment,
        meeting,
        score,
        payload,
        context,
        actorName,
        null,
        List.of());
  }

  /** A trace that the event left. */
  public record Left(Trace.Kind kind, String key) {}

  /**
   * One value that the event gave for a field.
   *
   * @param confidence how sure the producer is, from 0 to 1; null if it does not say
   * @param at when it was observed, if that was before the event
   * @param about the email address or phone number that was checked; null where none was, or nobody
   *     says which
   */
  public record Observation(
      String field,
      Value value,
      Provenance provenance,
      @Nullable Double confidence,
      @Nullable Instant at,
      @Nullable String about) {

    /** Observed with the event, by somebody who does not say how sure they are. */
    public Observation(String field, Value value, Provenance provenance) {
      this(field, value, provenance, null, null, null);
    }

    /** The same of one address or number alone. */
    public Observation about(@Nullable String checked) {
      return new Observation(field, value, provenance, confidence, at, checked);
    }

    /** When it was observed: never after the event that tells it. */
    public Moment within(Moment event) {
      return at == null || at.isAfter(event.at())
          ? event
          : new Moment(at, event.source(), event.id());
    }
  }
}
