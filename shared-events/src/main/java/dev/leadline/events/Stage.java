package dev.leadline.events;

/** Where a lead is in the funnel, in rising order (leads-page, "Stage"). */
public enum Stage {
  BROWSING("Browsing"),
  ENGAGED("Engaged"),
  EMAIL_CAPTURED("Email Captured"),
  WEBFORM_SUBMITTED("Webform Submitted"),
  CALENDAR_SHOWN("Calendar Shown"),
  CALL_SCHEDULED("Call Scheduled");

  private final String label;

  Stage(String label) {
    this.label = label;
  }

  /** What a person reads. */
  public String label() {
    return label;
  }

  /** The higher of two stages: nothing automatic lowers a stage (domain 4.4). */
  public static Stage higher(Stage one, Stage other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
