package dev.leadline.eventstore.store;

/**
 * An event in the store cannot be read. Nothing reads past it: whoever needs it stops there until a
 * version that knows it is installed.
 */
public final class UnreadableEvent extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableEvent(Row row, String why, Throwable cause) {
    super(
        "The event at position %d, %s revision %d, cannot be read: %s"
            .formatted(row.position(), row.payloadType(), row.payloadRevision(), why),
        cause);
  }
}
