package dev.leadline.eventstore.store;

import org.jspecify.annotations.Nullable;

/** A row that is opened when the first of its readers asks, and not again for the others. */
final class OpenedOnce {

  private final Row row;
  private final EventCodec codec;
  private @Nullable StoredEvent event;

  OpenedOnce(Row row, EventCodec codec) {
    this.row = row;
    this.codec = codec;
  }

  Row row() {
    return row;
  }

  /**
   * The event.
   *
   * @throws UnreadableEvent each time, when it cannot be read
   */
  synchronized StoredEvent event() {
    StoredEvent opened = event;
    if (opened == null) event = opened = codec.decode(row);
    return opened;
  }
}
