package dev.leadline.gateway.http;

import dev.leadline.events.Json;
import dev.leadline.gateway.domain.ForwardWrites;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a member does on a page, as the command that a program would send. */
@Component
final class LeadCommands {

  private final ForwardWrites writes;
  private final TenantSettings settings;

  LeadCommands(ForwardWrites writes, TenantSettings settings) {
    this.writes = writes;
    this.settings = settings;
  }

  /** What became of it. */
  record Answer(int status, JsonNode body) {

    boolean isGood() {
      return status < HttpStatus.BAD_REQUEST.value();
    }

    /** The version that the lead has now; null where it has none. */
    @Nullable Long version() {
      return body.path("version").isIntegralNumber() ? body.path("version").longValue() : null;
    }

    /** Why it was refused, in words for a person. */
    String why() {
      return Refusal.told(body);
    }
  }

  /** A command in the name of the member. */
  Answer command(HttpServletRequest request, List<String> path, ObjectNode body) {
    Teammate me = Teammate.of(request);
    body.put("memberId", me.id()).put("memberName", me.name());
    return call("POST", request, path, body);
  }

  /** Any call, with the same rights as the request that leads to it. */
  Answer call(
      String method, HttpServletRequest request, List<String> path, @Nullable ObjectNode body) {
    var headers = new TreeMap<>(Forwarded.forTenant(settings.tenant(), request));
    headers.put("Content-Type", MediaType.APPLICATION_JSON_VALUE);
    String key = request.getParameter("key");
    // All forms of a page have the key of that page, and each of them may be sent.
    if (key != null && key.matches("[\\w-]{8,64}"))
      headers.put("Idempotency-Key", key + "-" + path.getLast());
    byte[] bytes = body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
    ForwardWrites.Answer answer =
        writes.forward(
            new ForwardWrites.Request(
                method, path, headers, bytes.length, new ByteArrayInputStream(bytes)));
    return new Answer(answer.status(), read(answer.body()));
  }

  private static JsonNode read(String body) {
    try {
      return body.isBlank() ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(body);
    } catch (JacksonException notJson) {
      return Json.MAPPER.createObjectNode();
    }
  }
}
