package dev.leadline.leadservice.domain.merging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Picture;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What holds after any history of events, merges and unmerges (domain 5.4): every lead stands for
 * itself or is part of exactly one that does; and wherever it is, it is exactly what came by its
 * own keys.
 */
public final class NothingIsLost {

  private NothingIsLost() {}

  /** Looks at the streams of all leads of a tenant, none of whose stages was set by hand. */
  public static void in(Map<String, ? extends List<LeadEvent>> streams) {
    var leads = new HashMap<String, LeadState>();
    var told = new ArrayList<Told>();
    for (var stream : streams.entrySet()) {
      LeadState lead = LeadState.unknown(stream.getKey());
      for (LeadEvent event : stream.getValue()) {
        lead = lead.evolve(event);
        if (!(event instanceof InteractionRecorded interaction)) continue;
        String part = Objects.requireNonNullElse(interaction.leadId(), stream.getKey());
        told.add(new Told(part, interaction));
      }
      leads.put(stream.getKey(), lead);
    }
    Map<String, Picture> expected = expected(told);
    var found = new ArrayList<String>();
    int counted = 0;
    for (LeadState lead : leads.values()) {
      if (lead.erasedAt() == null && lead.mergedInto() != null) continue;
      if (lead.erasedAt() != null) {
        // The shell of a part counts where it was part of.
        if (lead.mergedInto() != null) continue;
        found.add(lead.leadId());
        for (Absorbed part : lead.absorbed()) found.add(part.leadId());
        counted += lead.picture().activity().messageCount();
        continue;
      }
      counted += lead.picture().activity().messageCount();
      found.add(lead.leadId());
      assertThat(lead.own())
          .as("lead %s", lead.leadId())
          .isEqualTo(expected.getOrDefault(lead.leadId(), Picture.EMPTY));
      for (Absorbed part : lead.absorbed()) {
        found.add(part.leadId());
        assertThat(leads.get(part.leadId()).mergedInto()).isNotNull();
        assertThat(part.picture())
            .as("part %s of %s", part.leadId(), lead.leadId())
            .isEqualTo(expected.getOrDefault(part.leadId(), Picture.EMPTY));
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(leads.keySet());
    assertThat(counted)
        .as("messages counted, of those told")
        .isEqualTo(told.stream().mapToInt(each -> each.said().decision().messages()).sum());
  }

  private record Told(String part, InteractionRecorded said) {}

  private static Map<String, Picture> expected(List<Told> told) {
    var expected = new HashMap<String, Picture>();
    told.stream()
        .sorted(Comparator.comparing(each -> each.said().origin().receivedAt()))
        .forEach(each -> expected.merge(each.part(), Picture.of(each.said()), Picture::and));
    return expected;
  }
}
