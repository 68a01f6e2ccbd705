package dev.leadline.leadservice.domain;

/** Adds a field to a tenant's data model, or gives one that is there another label. */
@FunctionalInterface
public interface KeepField {

  /** Does it, unless the field is there with another type: that one is permanent. */
  Kept keep(String tenant, CustomField field, int most);

  /** What became of it. */
  enum Kept {
    ADDED,
    THERE_ALREADY,
    OF_ANOTHER_TYPE,
    TOO_MANY
  }
}
