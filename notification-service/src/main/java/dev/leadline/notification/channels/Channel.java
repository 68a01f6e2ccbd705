package dev.leadline.notification.channels;

import dev.leadline.notification.domain.Destination;
import dev.leadline.notification.domain.Outcome;
import dev.leadline.notification.domain.SendNotices.Parcel;
import java.io.IOException;
import java.util.Set;

/** One way to reach a team. */
interface Channel {

  /** What it is for. */
  Set<Destination.Kind> kinds();

  /**
   * Tries once.
   *
   * @throws IOException when no answer came; what that means is the caller's to judge
   */
  Outcome send(Parcel parcel) throws IOException;
}
