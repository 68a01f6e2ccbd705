package dev.leadline.allinone.clients;

import dev.leadline.allinone.clients.OperationsClient.Answer;
import dev.leadline.allinone.clients.OperationsClient.NotReachable;
import dev.leadline.events.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Who may sign in to a running platform. */
public final class AccessClient {

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NOT_FOUND = 404;

  private final OperationsClient gateway;

  public AccessClient(OperationsClient gateway) {
    this.gateway = gateway;
  }

  /** The ids of all members. */
  public List<String> members() {
    return Json.MAPPER
        .readTree(gateway.text("/v1/members"))
        .path("items")
        .valueStream()
        .map(member -> member.path("memberId").stringValue(""))
        .toList();
  }

  /** Somebody joins; the result is their password. */
  public String add(String memberId, String name, List<String> roles) {
    var wish = Json.MAPPER.createObjectNode().put("memberId", memberId).put("name", name);
    var wanted = wish.putArray("roles");
    roles.forEach(wanted::add);
    return done(gateway.post("/v1/members", wish.toString())).path("password").stringValue("");
  }

  /** A new password for a member. */
  public String newPassword(String memberId) {
    return done(gateway.post(member(memberId) + "/password", "{}"))
        .path("password")
        .stringValue("");
  }

  /** The path of a link that signs a member in once. */
  public String link(String memberId) {
    return done(gateway.post(member(memberId) + "/sign-in-links", "{}"))
        .path("path")
        .stringValue("");
  }

  private static String member(String memberId) {
    return "/v1/members/" + URLEncoder.encode(memberId, StandardCharsets.UTF_8);
  }

  private static JsonNode done(Answer answer) {
    if (answer.status() == OK || answer.status() == CREATED)
      return Json.MAPPER.readTree(answer.body());
    if (answer.status() == NOT_FOUND)
      throw new NotReachable("Nobody in the team has that id.", null);
    throw new NotReachable(
        "Leadline answers %d: %s".formatted(answer.status(), answer.body()), null);
  }
}
