package dev.leadline.leadservice.http;

import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.FieldEdited;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.leadservice.handling.ExportPeople;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Every value that anybody ever told of a field of a lead, from the event store: rows keep the
 * winning one alone. For the gateway, which resolves merged leads before it asks.
 */
@RestController
final class ObservationsController {

  private static final int MOST = 1000;

  private final ExportPeople people;
  private final Clock clock;

  ObservationsController(ExportPeople people, Clock clock) {
    this.people = people;
    this.clock = clock;
  }

  /**
   * A value, who told it and when.
   *
   * @param source the producer, or the member
   * @param leadId the lead by whose keys it came: this one, or one that it has absorbed
   * @param confidence how sure whoever told it is, from 0 to 1; null if they do not say
   */
  record Observation(
      String field,
      Value value,
      Provenance provenance,
      String source,
      Instant observedAt,
      String eventId,
      String leadId,
      @Nullable Double confidence) {}

  /** Newest first; {@code more} when there are older ones that are not told. */
  record Observations(List<Observation> items, boolean more) {}

  /**
   * Of all fields, or of the one that {@code Leadline-Field} names, each byte beyond ASCII as %XX.
   */
  @GetMapping("/internal/leads/{leadId}/observations")
  ResponseEntity<?> observations(@PathVariable String leadId, @RequestHeader HttpHeaders headers) {
    String named = headers.getFirst("Leadline-Field");
    String field = named == null ? null : URLDecoder.decode(named, StandardCharsets.UTF_8);
    ExportPeople.Answer answer = people.look(Caller.of(headers).tenant(), leadId, clock.instant());
    if (!(answer instanceof ExportPeople.Ready ready))
      return Problems.answer(ExportsController.problem(answer));
    Deque<Observation> newest = new ArrayDeque<>();
    boolean[] more = new boolean[1];
    people.read(
        ready,
        (stored, event) ->
            observed(
                event,
                stored.leadId(),
                one -> {
                  if (field != null && !field.equals(one.field())) return;
                  newest.addFirst(one);
                  if (newest.size() <= MOST) return;
                  newest.removeLast();
                  more[0] = true;
                }));
    // As it was observed, which is not always as it arrived.
    List<Observation> items =
        newest.stream().sorted(Comparator.comparing(Observation::observedAt).reversed()).toList();
    return ResponseEntity.ok(new Observations(items, more[0]));
  }

  private static void observed(LeadEvent event, String streamId, Consumer<Observation> told) {
    if (event instanceof InteractionRecorded interaction) {
      Content content = interaction.personal();
      if (content == null) return;
      for (Content.Observation seen : content.observations())
        told.accept(
            new Observation(
                seen.field(),
                seen.value(),
                seen.provenance(),
                interaction.origin().source(),
                seen.within(interaction.origin().moment()).at(),
                interaction.origin().id(),
                interaction.leadId() == null ? streamId : interaction.leadId(),
                seen.confidence()));
    } else if (event instanceof FieldEdited edited && edited.personal() != null) {
      LeadEvent.Edit edit = edited.personal();
      told.accept(
          new Observation(
              edit.field(),
              edit.value(),
              Provenance.MEMBER_EDIT,
              edited.by().name() == null ? edited.by().memberId() : edited.by().name(),
              edited.moment().at(),
              edited.moment().id(),
              streamId,
              null));
    }
  }
}
