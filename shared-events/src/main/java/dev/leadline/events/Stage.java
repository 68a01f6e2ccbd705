package dev.leadline.events;

/** Where a lead is in the funnel, in rising order (leads-page, "Stage"). */
public enum Stage {
  BROWSING("Browsing", 0),
  ENGAGED("Engaged", 1),
  EMAIL_CAPTURED("Email Captured", 2),
  WEBFORM_SUBMITTED("Webform Submitted", 3),
  CALENDAR_SHOWN("Calendar Shown", 4),
  CALL_SCHEDULED("Call Scheduled", 5);

  private final String label;
  private final int place;

  Stage(String label, int place) {
    this.label = label;
    this.place = place;
  }

  /** What a person reads. */
  public String label() {
    return label;
  }

  /** How far down the funnel it is; a contract with what is stored. */
  public int place() {
    return place;
  }

  /** The higher of two stages: nothing automatic lowers a stage (domain 4.4). */
  public static Stage higher(Stage one, Stage other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
