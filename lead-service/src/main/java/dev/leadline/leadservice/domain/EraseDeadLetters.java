package dev.leadline.leadservice.domain;

/** Deletes the parked records in which anybody who was erased can be recognised. */
@FunctionalInterface
public interface EraseDeadLetters {

  /** How many were deleted; safe to be called again. */
  long erase();
}
