package dev.leadline.events;

/** How much a lead has said, whatever its stage (leads-page, "Engagement"). */
public enum Engagement {
  HIGH("High"),
  MEDIUM("Medium"),
  NONE("Browsing");

  private static final int HIGH_FROM = 5;

  private final String label;

  Engagement(String label) {
    this.label = label;
  }

  /** What a person reads. */
  public String label() {
    return label;
  }

  /** The bucket of a number of messages sent by the lead. */
  public static Engagement of(int messages) {
    if (messages >= HIGH_FROM) return HIGH;
    return messages > 0 ? MEDIUM : NONE;
  }
}
