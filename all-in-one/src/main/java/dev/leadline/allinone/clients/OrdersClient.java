package dev.leadline.allinone.clients;

import dev.leadline.allinone.clients.OperationsClient.Answer;
import dev.leadline.allinone.clients.OperationsClient.NotReachable;
import dev.leadline.allinone.clients.PrivacyClient.Refused;
import dev.leadline.events.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks a running platform what only operators ask, and has it do what they order. */
public final class OrdersClient {

  private static final int GOOD = 2;

  private final OperationsClient gateway;

  /** By what calls the gateway. */
  public OrdersClient(OperationsClient gateway) {
    this.gateway = gateway;
  }

  /**
   * The answer to a question.
   *
   * @param query by name; what is empty is left out
   * @throws Refused with the reason, when the platform will not
   * @throws NotReachable when it does not answer
   */
  public JsonNode ask(String path, Map<String, String> query) {
    String asked =
        new TreeMap<>(query)
            .entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
    return read(gateway.get(asked.isEmpty() ? path : path + "?" + asked));
  }

  /**
   * Has something done.
   *
   * @throws Refused with the reason, when the platform will not
   * @throws NotReachable when it does not answer
   */
  public JsonNode order(String path, JsonNode body) {
    return read(gateway.post(path, body.toString()));
  }

  /** One part of a path, whatever is in it. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode read(Answer answer) {
    JsonNode body;
    try {
      body =
          answer.body().isBlank()
              ? Json.MAPPER.createObjectNode()
              : Json.MAPPER.readTree(answer.body());
    } catch (JacksonException notJson) {
      throw new NotReachable("What answers is not Leadline: %d.".formatted(answer.status()), null);
    }
    if (answer.status() / 100 == GOOD) return body;
    throw new Refused(
        body.path("detail").asString("The platform answers %d.".formatted(answer.status())));
  }
}
