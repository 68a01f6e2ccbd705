package dev.leadline.eventstore.store;

/**
 * An event in the store cannot be read. Nothing reads past it: whoever needs it stops there until a
 * version that knows it is installed.
 */
public final class UnreadableEvent extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Row row;
  private final String why;

  UnreadableEvent(Row row, String why, Throwable cause) {
    super(
        "The event at position %d, %s revision %d, cannot be read: %s"
            .formatted(row.position(), row.payloadType(), row.payloadRevision(), why),
        cause);
    this.row = row;
    this.why = why;
  }

  /** The position of the event in the store. */
  public long position() {
    return row.position();
  }

  /** The lead on whose stream it is. */
  public String leadId() {
    return row.leadId().toString();
  }

  /** Whose lead it is. */
  public String tenant() {
    return row.tenant();
  }

  /** What it is known by. */
  public String eventId() {
    return row.eventId().toString();
  }

  /** Its wire name, which may be the trouble. */
  public String type() {
    return row.payloadType();
  }

  /** What is wrong with it; nothing personal. */
  public String why() {
    return why;
  }
}
