package dev.leadline.notification.http;

import dev.leadline.events.Json;
import dev.leadline.events.Unstorable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Reads the bodies of requests. */
final class Bodies {

  private Bodies() {}

  /** The body is JSON, and no object. */
  static final class NoObject extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The object that a body is, with U+FFFD for what no store takes.
   *
   * @throws JacksonException when it is not JSON
   * @throws NoObject when it is something else
   */
  static ObjectNode object(byte[] body) {
    if (Json.MAPPER.readTree(body) instanceof ObjectNode given
        && Unstorable.replacedIn(given) instanceof ObjectNode object) return object;
    throw new NoObject();
  }
}
