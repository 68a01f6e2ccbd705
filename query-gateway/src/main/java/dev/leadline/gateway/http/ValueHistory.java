package dev.leadline.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.events.Json;
import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.gateway.domain.ForwardWrites;
import dev.leadline.gateway.domain.Unavailable;
import java.io.InputStream;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** All that anybody ever told of a lead; lead-service reads it from the event store. */
@Component
final class ValueHistory {

  private final ForwardWrites services;
  private final TenantSettings settings;

  ValueHistory(ForwardWrites services, TenantSettings settings) {
    this.services = services;
    this.settings = settings;
  }

  /**
   * A value that somebody told, and how we know it.
   *
   * @param at the last time
   * @param times how often in a row, with nothing else told in between
   */
  record Said(String value, String source, Viewer.When at, int times) {

    boolean isSameAs(Said other) {
      return value.equals(other.value) && source.equals(other.source);
    }

    Said oftener() {
      return new Said(value, source, at, times + 1);
    }
  }

  /** Told of a field while it was the same. */
  record Observation(
      JsonNode value, Provenance provenance, Instant observedAt, @Nullable Double confidence) {

    Said said(Viewer viewer) {
      return new Said(
          Json.MAPPER.treeToValue(value, Value.class).shown(),
          DetailLine.source(provenance, confidence),
          viewer.when(observedAt),
          1);
    }
  }

  /**
   * The answer as it is.
   *
   * @param leadId of the lead itself, not of one that it has absorbed
   * @param field null for all of them
   * @throws Unavailable when the service does not answer
   */
  ForwardWrites.Answer ask(String leadId, @Nullable String field) {
    var headers = new HashMap<>(Map.of("Leadline-Tenant", settings.tenant()));
    // No part of the address, in which a server takes no slash.
    if (field != null) headers.put("Leadline-Field", URLEncoder.encode(field, UTF_8));
    return services.forward(
        new ForwardWrites.Request(
            "GET",
            List.of("internal", "leads", leadId, "observations"),
            headers,
            0,
            InputStream.nullInputStream()));
  }

  /** For people, the newest first; null when it cannot be told for now. */
  @Nullable List<Said> of(String leadId, String field, Viewer viewer) {
    try {
      ForwardWrites.Answer answer = ask(leadId, field);
      if (answer.status() / 100 != 2) return null;
      var said = new ArrayList<Said>();
      Json.MAPPER
          .readTree(answer.body())
          .path("items")
          .valueStream()
          .map(one -> Json.MAPPER.treeToValue(one, Observation.class))
          .sorted(Comparator.comparing(Observation::observedAt).reversed())
          .map(one -> one.said(viewer))
          .forEach(
              one -> {
                boolean again = !said.isEmpty() && said.getLast().isSameAs(one);
                said.add(again ? said.removeLast().oftener() : one);
              });
      return said;
    } catch (Unavailable | JacksonException notNow) {
      return null;
    }
  }
}
