package dev.leadline.events.lead;

import dev.leadline.events.Stage;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the interactions of a lead add up to. Two pictures join into one by {@link #and}, which is
 * commutative, associative and, counts apart, idempotent; so the order in which interactions arrive
 * cannot show, and two leads that turn out to be one person are joined by the same operation.
 */
public record Picture(Activity activity, Knowledge known) {

  /** Nothing happened yet. */
  public static final Picture EMPTY = new Picture(Activity.NONE, Knowledge.NONE);

  public Picture {
    activity = activity == null ? Activity.NONE : activity;
    known = known == null ? Knowledge.NONE : known;
  }

  /** What one interaction alone shows. */
  public static Picture of(InteractionRecorded event) {
    return new Picture(Activity.of(event), Knowledge.of(event));
  }

  /** Both pictures in one. */
  public Picture and(Picture other) {
    return new Picture(activity.and(other.activity), known.and(other.known));
  }

  /** What is left of an erased lead. */
  public Picture withoutPersonal() {
    return new Picture(activity, Knowledge.NONE);
  }

  Picture at(Stage set) {
    return new Picture(activity.at(set), known);
  }

  /** The same, in no higher stage than this one. */
  Picture atMost(Stage highest) {
    return activity.stage().compareTo(highest) <= 0 ? this : at(highest);
  }

  /** The winning value of a field; null if nobody told it. */
  public @Nullable FieldValue field(String name) {
    return known.fields().get(name);
  }

  /** The newest lead action, or the first sign of the lead if it has done nothing itself. */
  public @Nullable Instant lastActivityAt() {
    LatestAction action = activity.latestAction();
    return action == null ? activity.firstSeenAt() : action.moment().at();
  }
}
