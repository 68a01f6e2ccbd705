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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Webex's messages: a card, and its text for readers that show none. */
@Component
final class Webex implements Channel {

  private static final String VERSION = "1.3";

  /** Webex takes 7,439 bytes of text. */
  private static final int LONGEST = 7_000;

  private final HttpDoor door;
  private final URI api;
  private final Clock clock;

  Webex(HttpDoor door, ChannelSettings settings, Clock clock) {
    this.door = door;
    this.api = settings.webexApi();
    this.clock = clock;
  }

  @Override
  public Set<Destination.Kind> kinds() {
    return Set.of(Destination.Kind.WEBEX);
  }

  @Override
  public Outcome send(Parcel parcel) throws IOException {
    var answer =
        door.post(
            URI.create(api + "/messages"),
            Map.of("Authorization", "Bearer " + parcel.secret()),
            message(parcel.notices(), parcel.destination().target()).toString());
    if (answer.status() == 404)
      return new Outcome.Gone("The Webex room was deleted, or our bot is not in it.");
    return Answers.of(answer, parcel.attempt(), clock.instant());
  }

  static ObjectNode message(List<Notice> notices, @Nullable String room) {
    ObjectNode message = Json.MAPPER.createObjectNode();
    message.put("roomId", room);
    message.put("text", Texts.shortenedToBytes(Texts.whole(notices).strip(), LONGEST));
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("contentType", Cards.TYPE);
    attachment.set("content", Cards.card(notices, VERSION));
    return message;
  }
}
