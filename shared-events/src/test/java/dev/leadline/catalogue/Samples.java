package dev.leadline.catalogue;

import dev.leadline.events.Json;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.ChannelFact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** A believable body for each type of channel event, as a producer would write it. */
public final class Samples {

  private Samples() {}

  /** The sample body of a type. */
  public static JsonNode body(Class<? extends ChannelFact> fact) {
    return read("/samples/" + fileName(fact));
  }

  static JsonNode read(String resource) {
    try (InputStream in = Samples.class.getResourceAsStream(resource)) {
      return Json.MAPPER.readTree(Objects.requireNonNull(in, resource + " is missing"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String fileName(Class<? extends ChannelFact> fact) {
    return WireName.of(fact).cloudEventType() + ".json";
  }
}
