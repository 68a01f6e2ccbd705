package dev.leadline.notification.channels;

import dev.leadline.notification.domain.Destination;
import dev.leadline.notification.domain.KeepInInbox;
import dev.leadline.notification.domain.Outcome;
import dev.leadline.notification.domain.SendNotices.Parcel;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** The inbox on the dashboard: the one destination that tells a repetition itself. */
@Component
final class Inbox implements Channel {

  private final KeepInInbox inbox;

  Inbox(KeepInInbox inbox) {
    this.inbox = inbox;
  }

  @Override
  public Set<Destination.Kind> kinds() {
    return Set.of(Destination.Kind.INBOX);
  }

  @Override
  public Outcome send(Parcel parcel) {
    try {
      parcel.notices().forEach(inbox::keep);
      return new Outcome.Delivered();
    } catch (DataAccessException down) {
      return new Outcome.Later(
          "The store does not answer.", Patience.afterTry(parcel.attempt()), true);
    }
  }
}
