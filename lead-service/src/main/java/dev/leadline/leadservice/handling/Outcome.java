package dev.leadline.leadservice.handling;

/**
 * What became of a received record. Whatever is received has exactly one outcome, so {@code
 * received = stored + duplicate + parked + unknown} always holds.
 */
public sealed interface Outcome {

  /**
   * Its lead has a new event.
   *
   * @param created it is the lead's first
   */
  record Stored(String leadId, boolean created) implements Outcome {}

  /** It had been stored before; nothing was done. */
  record Duplicate(String leadId) implements Outcome {}

  /** Stored, but of a type that this version does not know (domain 4.10, 18). */
  record Unknown(String leadId) implements Outcome {}

  /** Not stored: it goes to the dead-letter topic. */
  record Parked(Reason reason, String detail) implements Outcome {}

  /** Why a record is parked. Operators filter by these names. */
  enum Reason {
    NOT_JSON,
    BAD_ENVELOPE,
    TOO_LARGE,
    UNKNOWN_TYPE,
    BAD_BODY,
    NO_IDENTITY,
    UNKNOWN_LEAD,
    ID_CONFLICT,
    ERASED,
    HANDLER_FAILED
  }
}
