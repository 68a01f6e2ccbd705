package dev.leadline.allinone.clients;

import dev.leadline.allinone.clients.OperationsClient.NotReachable;
import dev.leadline.events.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Has a running platform build a read model anew. */
public final class RebuildsClient {

  private static final int ACCEPTED = 202;

  private final OperationsClient gateway;

  /** By what calls the gateway. */
  public RebuildsClient(OperationsClient gateway) {
    this.gateway = gateway;
  }

  /** What is wanted, as the gateway takes it; nulls are left out. */
  public record Wanted(
      @Nullable String tenant,
      @Nullable String leadId,
      @Nullable Long fromPosition,
      @Nullable String fromTime,
      boolean dryRun,
      boolean compareOnly,
      @Nullable Long eventsPerSecond) {}

  /** How far it is. */
  public record Rebuild(
      String id,
      String projection,
      String state,
      long position,
      long target,
      long events,
      double eventsPerSecond,
      @Nullable Long secondsLeft,
      @Nullable Comparison comparison,
      @Nullable String failure) {

    /** Whether nothing more will happen. */
    public boolean isEnd() {
      return state.equals("DONE") || state.equals("FAILED") || state.equals("CANCELED");
    }
  }

  /** What was found different. */
  public record Comparison(
      long liveCount, long newCount, long differing, List<Difference> firstDifferences) {

    /** None are left out of what is stored, and come back as nothing. */
    public Comparison {
      firstDifferences = firstDifferences == null ? List.of() : List.copyOf(firstDifferences);
    }
  }

  /** One document, as it was seen and as history gives it. */
  public record Difference(String id, @Nullable String live, @Nullable String rebuilt) {}

  /** The platform will not; the message is for a person. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * Begins one.
   *
   * @throws Refused with the reason, for example that one is running
   * @throws NotReachable when the platform does not answer
   */
  public Rebuild begin(String projection, Wanted wanted) {
    OperationsClient.Answer answer =
        gateway.post(
            "/v1/ops/projections/" + projection + "/rebuild",
            Json.MAPPER.writeValueAsString(wanted));
    if (answer.status() != ACCEPTED) throw refused(answer);
    return read(answer.body());
  }

  /** How far it is now. */
  public Rebuild rebuild(String id) {
    return read(gateway.text("/v1/ops/rebuilds/" + id));
  }

  private static Refused refused(OperationsClient.Answer answer) {
    try {
      return new Refused(
          Json.MAPPER.readTree(answer.body()).path("detail").asString("No reason is given."));
    } catch (JacksonException notAProblem) {
      return new Refused("The platform answers " + answer.status() + ".");
    }
  }

  private static Rebuild read(String json) {
    try {
      return Json.MAPPER.readValue(json, Rebuild.class);
    } catch (JacksonException e) {
      throw new NotReachable("What answers is not a rebuild of Leadline.", e);
    }
  }
}
