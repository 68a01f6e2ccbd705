package dev.leadline.notification.channels;

import dev.leadline.notification.domain.Destination;
import dev.leadline.notification.domain.Outcome;
import dev.leadline.notification.domain.SendNotices.Parcel;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Slack's incoming webhooks: the address is the secret, and belongs to one channel. */
@Component
final class SlackWebhook implements Channel {

  private final HttpDoor door;
  private final Clock clock;

  SlackWebhook(HttpDoor door, Clock clock) {
    this.door = door;
    this.clock = clock;
  }

  @Override
  public Set<Destination.Kind> kinds() {
    return Set.of(Destination.Kind.SLACK_WEBHOOK);
  }

  @Override
  public Outcome send(Parcel parcel) throws IOException {
    URI address = URI.create(Objects.requireNonNull(parcel.secret()));
    var answer = door.post(address, Map.of(), SlackMessages.message(parcel.notices()).toString());
    if (answer.status() == 200) return new Outcome.Delivered();
    return SlackErrors.of(answer.body().strip(), answer, parcel.attempt(), clock.instant());
  }
}
