package dev.leadline.allinone.clients;

import dev.leadline.allinone.clients.OperationsClient.NotReachable;
import dev.leadline.events.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Has a running platform erase people. */
public final class PrivacyClient {

  private static final int ACCEPTED = 202;
  private static final int GONE = 410;

  private final OperationsClient gateway;

  /** By what calls the gateway. */
  public PrivacyClient(OperationsClient gateway) {
    this.gateway = gateway;
  }

  /**
   * An erasure as the platform proves it.
   *
   * @param status {@code DONE} once parked records are deleted too
   * @param leads how many leads were the person
   * @param kafkaUntil when the topics of events will have dropped what was published before
   */
  public record Erasure(
      String id,
      String leadId,
      String status,
      Instant erasedAt,
      Instant kafkaUntil,
      int leads,
      long events,
      long identities,
      long deadLetters) {

    /** Whether nothing is left to be done. */
    public boolean isDone() {
      return status.equals("DONE");
    }
  }

  /** The platform will not; the message is for a person. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * Erases a person.
   *
   * @throws Refused with the reason, for example that the lead is part of another one
   * @throws NotReachable when the platform does not answer
   */
  public Erasure erase(String leadId, String requestedBy, @Nullable String legalBasis) {
    var body = Json.MAPPER.createObjectNode().put("leadId", leadId).put("memberId", requestedBy);
    if (legalBasis != null) body.put("legalBasis", legalBasis);
    OperationsClient.Answer answer = gateway.post("/v1/privacy/erasures", body.toString());
    if (answer.status() != ACCEPTED) throw refused(answer);
    return read(answer.body());
  }

  /** How far it is. */
  public Erasure erasure(String id) {
    return read(gateway.text("/v1/privacy/erasures/" + id));
  }

  /** Whether the read models have followed: they answer that the person is gone. */
  public boolean isGone(String leadId) {
    return gateway.get("/v1/leads/" + leadId).status() == GONE;
  }

  private static Refused refused(OperationsClient.Answer answer) {
    try {
      JsonNode problem = Json.MAPPER.readTree(answer.body());
      String movedTo = problem.path("movedTo").asString("");
      return new Refused(
          problem.path("detail").asString("No reason is given.")
              + (movedTo.isEmpty() ? "" : " It is " + movedTo + "."));
    } catch (JacksonException notAProblem) {
      return new Refused("The platform answers " + answer.status() + ".");
    }
  }

  private static Erasure read(String json) {
    try {
      return Json.MAPPER.readValue(json, Erasure.class);
    } catch (JacksonException e) {
      throw new NotReachable("What answers is not an erasure of Leadline.", e);
    }
  }
}
