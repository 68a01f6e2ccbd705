package dev.leadline.notification.handling;

/** What a record is. */
public sealed interface Reading<T> {

  /** An event. */
  record Understood<T>(T event) implements Reading<T> {}

  /** An event of a type that a later version of Leadline may know. */
  record Unknown<T>(String type) implements Reading<T> {}

  /** No event. */
  record Broken<T>(String why) implements Reading<T> {}
}
