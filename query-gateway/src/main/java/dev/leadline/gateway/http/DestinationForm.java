package dev.leadline.gateway.http;

import dev.leadline.events.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A destination as its form has it.
 *
 * @param kind which stays what it was when the destination was made
 * @param secret which is never shown; left empty, it stays what it was
 */
record DestinationForm(String name, String kind, String target, String secret) {

  DestinationForm {
    name = given(name);
    kind = given(kind);
    target = given(target);
    secret = given(secret);
  }

  /** What a new one begins with. */
  static DestinationForm blank() {
    return new DestinationForm("", "", "", "");
  }

  /** One as it is. */
  static DestinationForm of(JsonNode destination) {
    return new DestinationForm(
        destination.path("name").stringValue(""),
        destination.path("kind").stringValue(""),
        destination.path("target").stringValue(""),
        "");
  }

  /** What it asks of the service for a new one. */
  ObjectNode wish() {
    return change().put("kind", kind).put("secret", secret);
  }

  /** What it asks for of one that there is. */
  ObjectNode change() {
    ObjectNode wish = Json.MAPPER.createObjectNode().put("name", name).put("target", target);
    if (!secret.isBlank()) wish.put("secret", secret);
    return wish;
  }

  /** Neither a log line nor an exception may show the secret. */
  @Override
  public String toString() {
    return "DestinationForm[name=%s, kind=%s]".formatted(name, kind);
  }

  private static String given(@Nullable String text) {
    return text == null ? "" : text;
  }
}
