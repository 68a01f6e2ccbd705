package dev.leadline.gateway.http;

import dev.leadline.events.Json;
import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.ForwardWrites;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The answer to a request that another service answers. */
final class Forwarded {

  private static final List<String> PASSED_ON =
      List.of("Content-Type", "Idempotency-Key", "If-Match", "traceparent");

  private static final String MEMBER_ID = "memberId";

  private Forwarded() {}

  /** What the caller goes by; whose data it is about, this gateway says and no caller. */
  static Map<String, String> forTenant(String tenant, HttpServletRequest request) {
    var headers = new TreeMap<String, String>();
    headers.put("Leadline-Tenant", tenant);
    for (String name : PASSED_ON) {
      String given = request.getHeader(name);
      if (given != null) headers.put(name, given);
    }
    return headers;
  }

  /** The body goes through as it comes. */
  static ResponseEntity<byte[]> to(
      ForwardWrites writes,
      List<String> path,
      Map<String, String> headers,
      HttpServletRequest request)
      throws IOException {
    return to(
        writes, path, headers, request, request.getContentLengthLong(), request.getInputStream());
  }

  /**
   * What a member does. A person acts in their own name: it is put into the body, and a body that
   * names somebody else is refused, for whoever wrote it believes in something that would not
   * happen. A program names the member that it acts for.
   */
  static ResponseEntity<byte[]> inOwnName(
      ForwardWrites writes,
      List<String> path,
      Map<String, String> headers,
      HttpServletRequest request)
      throws IOException {
    byte[] body = request.getInputStream().readAllBytes();
    return to(writes, path, headers, request, signed(body, Callers.required(), request));
  }

  /** With this body. */
  static ResponseEntity<byte[]> to(
      ForwardWrites writes,
      List<String> path,
      Map<String, String> headers,
      HttpServletRequest request,
      byte[] body) {
    return to(writes, path, headers, request, body.length, new ByteArrayInputStream(body));
  }

  private static byte[] signed(byte[] body, Caller caller, HttpServletRequest request) {
    ObjectNode fields = object(body);
    if (fields == null) return body;
    AuditTrail.about(request, leads(fields));
    if (!caller.isPerson()) return body;
    String named = fields.path(MEMBER_ID).stringValue(caller.id());
    if (!named.equals(caller.id()))
      throw Problem.OTHER_MEMBER.because(
          "You are signed in as %s; leave memberId away.".formatted(caller.id()));
    fields.put(MEMBER_ID, caller.id()).put("memberName", caller.name());
    return Json.MAPPER.writeValueAsBytes(fields);
  }

  /** What is no object is for the service to refuse, in its words. */
  private static @Nullable ObjectNode object(byte[] body) {
    try {
      return body.length == 0
          ? Json.MAPPER.createObjectNode()
          : Json.MAPPER.readTree(body) instanceof ObjectNode object ? object : null;
    } catch (JacksonException notJson) {
      return null;
    }
  }

  private static List<String> leads(ObjectNode fields) {
    var leads = new ArrayList<String>();
    for (String name : List.of("leadId", "absorbLeadId"))
      if (fields.path(name).isString()) leads.add(fields.path(name).stringValue());
    return leads;
  }

  private static ResponseEntity<byte[]> to(
      ForwardWrites writes,
      List<String> path,
      Map<String, String> headers,
      HttpServletRequest request,
      long length,
      InputStream body) {
    ForwardWrites.Answer answer =
        writes.forward(new ForwardWrites.Request(request.getMethod(), path, headers, length, body));
    var given = new HttpHeaders();
    answer.headers().forEach(given::set);
    return ResponseEntity.status(answer.status())
        .headers(given)
        .body(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
