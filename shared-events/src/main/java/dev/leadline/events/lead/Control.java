package dev.leadline.events.lead;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * Who may speak to the lead now (domain 5.6).
 *
 * @param by the member who holds it; null while agents do
 * @param version rises with each change; what was written under an older one is not sent
 * @param since when it last changed; null while it never did
 */
public record Control(
    Mode mode, @Nullable String by, @Nullable String name, long version, @Nullable Moment since) {

  /** Nobody has taken over yet. */
  public static final Control AUTOMATED = new Control(Mode.AUTOMATED, null, null, 0, null);

  /** Agents, or one team member. */
  public enum Mode {
    AUTOMATED,
    MANUAL
  }

  /** Whether a team member holds it. */
  @JsonIgnore
  public boolean isManual() {
    return mode == Mode.MANUAL;
  }

  /** The newer of two changes of one lead, whichever is told first; the version never falls. */
  Control or(Control told) {
    Control kept = newer(told);
    return new Control(kept.mode, kept.by, kept.name, Math.max(version, told.version), kept.since);
  }

  /** Of two leads that are joined, the one that a member holds; of two members, the newer one. */
  Control and(Control other) {
    if (other.since == null) return this;
    Control kept = isManual() == other.isManual() ? newer(other) : isManual() ? this : other;
    return new Control(
        kept.mode, kept.by, kept.name, Math.max(version, other.version) + 1, kept.since);
  }

  private Control newer(Control other) {
    if (since == null) return other;
    return other.since == null || since.isAfter(other.since) ? this : other;
  }
}
