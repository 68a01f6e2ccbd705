package dev.leadline.notification.channels;

import dev.leadline.events.Json;
import dev.leadline.notification.domain.Destination;
import dev.leadline.notification.domain.Notice;
import dev.leadline.notification.domain.Outcome;
import dev.leadline.notification.domain.SendNotices.Parcel;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Microsoft Teams, by the webhook of a workflow that posts the card it is given. */
@Component
final class Teams implements Channel {

  private static final String VERSION = "1.4";

  private final HttpDoor door;
  private final Clock clock;

  Teams(HttpDoor door, Clock clock) {
    this.door = door;
    this.clock = clock;
  }

  @Override
  public Set<Destination.Kind> kinds() {
    return Set.of(Destination.Kind.TEAMS);
  }

  @Override
  public Outcome send(Parcel parcel) throws IOException {
    URI address = URI.create(Objects.requireNonNull(parcel.secret()));
    var answer = door.post(address, Map.of(), message(parcel.notices()).toString());
    return Answers.of(answer, parcel.attempt(), clock.instant());
  }

  static ObjectNode message(List<Notice> notices) {
    ObjectNode message = Json.MAPPER.createObjectNode();
    message.put("type", "message");
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("contentType", Cards.TYPE);
    attachment.putNull("contentUrl");
    attachment.set("content", Cards.card(notices, VERSION));
    return message;
  }
}
