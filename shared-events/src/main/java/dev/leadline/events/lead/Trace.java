package dev.leadline.events.lead;

import java.util.Comparator;

/**
 * Something small that a later decision looks back at, for example when an email was delivered.
 *
 * @param key what it is about, by the rules of its kind; never a text that somebody wrote
 * @param moment when it happened last
 */
public record Trace(Kind kind, String key, Moment moment) implements Comparable<Trace> {

  private static final Comparator<Trace> ORDER =
      Comparator.comparing(Trace::kind).thenComparing(Trace::key);

  /** What is looked back at. */
  public enum Kind {
    /** A program, and no person, was at work. Key: none. */
    PROGRAM_SEEN,
    /** Key: the email's id. */
    EMAIL_DELIVERED,
    /** A link of an email was followed. Key: the email's id, and a fingerprint of the link. */
    LINK_FOLLOWED,
    /** A CRM was given a value. Key: record, field, and a fingerprint of the value. */
    FIELD_PUSHED
  }

  Trace and(Trace other) {
    return moment.isAfter(other.moment) ? this : other;
  }

  @Override
  public int compareTo(Trace other) {
    return ORDER.compare(this, other);
  }
}
