package dev.leadline.notification.domain;

/** The meters of this service: names are a contract with dashboards and alerts. */
public enum NotificationMeters {
  /**
   * Lead events received, by {@code outcome}: {@code handled}, {@code duplicate}, {@code unknown}
   * (a type of a later version), {@code broken} (cannot be read).
   */
  EVENTS("leadline.notification.events"),

  /** Lines written into the ledger, by {@code outcome}: {@code planned} or {@code skipped}. */
  PLANNED("leadline.notification.planned"),

  /**
   * Tries to send, by {@code kind} of destination and {@code outcome}: {@code delivered}, {@code
   * later}, {@code refused}, {@code gone}, {@code uncertain}.
   */
  DELIVERIES("leadline.notification.deliveries"),

  /** Time of one try, by {@code kind} of destination. */
  DURATION("leadline.notification.delivery.duration"),

  /**
   * Lines of which nobody knows whether they arrived: whoever sent them died, or no answer came.
   */
  UNKNOWN("leadline.notification.unknown"),

  /** Lines that were given up, because nobody could be told in time. */
  GIVEN_UP("leadline.notification.given-up"),

  /** Destinations that were disabled because they refused again and again. */
  DISABLED("leadline.notification.disabled");

  private final String meter;

  NotificationMeters(String meter) {
    this.meter = meter;
  }

  /** The name of the meter. */
  public String meter() {
    return meter;
  }
}
