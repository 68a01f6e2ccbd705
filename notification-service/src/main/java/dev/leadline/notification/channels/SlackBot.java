package dev.leadline.notification.channels;

import com.google.gson.JsonObject;
import dev.leadline.events.Json;
import dev.leadline.notification.domain.Destination;
import dev.leadline.notification.domain.Outcome;
import dev.leadline.notification.domain.SendNotices.Parcel;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Slack's {@code chat.postMessage} with a bot token. It answers 200 to what it refuses, too. */
@Component
final class SlackBot implements Channel {

  private final HttpDoor door;
  private final URI api;
  private final Clock clock;

  SlackBot(HttpDoor door, ChannelSettings settings, Clock clock) {
    this.door = door;
    this.api = settings.slackApi();
    this.clock = clock;
  }

  @Override
  public Set<Destination.Kind> kinds() {
    return Set.of(Destination.Kind.SLACK_BOT);
  }

  @Override
  public Outcome send(Parcel parcel) throws IOException {
    JsonObject message = SlackMessages.message(parcel.notices());
    message.addProperty("channel", parcel.destination().target());
    var answer =
        door.post(
            URI.create(api + "/chat.postMessage"),
            Map.of("Authorization", "Bearer " + parcel.secret()),
            message.toString());
    JsonNode said = said(answer.body());
    if (answer.status() == 200 && said.path("ok").booleanValue(false))
      return new Outcome.Delivered();
    return SlackErrors.of(
        said.path("error").stringValue(""), answer, parcel.attempt(), clock.instant());
  }

  private static JsonNode said(String body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JacksonException notJson) {
      return Json.MAPPER.createObjectNode();
    }
  }
}
