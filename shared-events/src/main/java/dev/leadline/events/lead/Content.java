package dev.leadline.events.lead;

import dev.leadline.events.Json;
import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.channel.Context;
import dev.leadline.events.lead.Enrolment.EnrolmentChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a channel event said: all that is personal in it.
 *
 * @param identities the keys that the event tied to the lead
 * @param observations what it told about fields of the lead
 * @param payload as it came
 * @param actorName who did it, as a person reads it
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
    @Nullable String actorName) {

  public Content {
    identities = identities == null ? List.of() : List.copyOf(identities);
    observations = observations == null ? List.of() : List.copyOf(observations);
  }

  /** One value that the event gave for a field. */
  public record Observation(String field, Value value, Provenance provenance) {}
}
