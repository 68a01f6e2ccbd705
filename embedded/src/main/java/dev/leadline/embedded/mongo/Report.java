package dev.leadline.embedded.mongo;

/** Where a rule says what it found against a command. */
@FunctionalInterface
interface Report {

  void that(String reason);
}
