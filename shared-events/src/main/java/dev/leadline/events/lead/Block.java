package dev.leadline.events.lead;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether the lead gets answers, and why not (domain 4.5).
 *
 * @param cause null while it is not blocked
 * @param exempt a person let it in again: it is never blocked automatically any more
 */
public record Block(@Nullable Cause cause, boolean exempt) {

  /** Not blocked, and it may be. */
  public static final Block NONE = new Block(null, false);

  /**
   * Why a lead is blocked.
   *
   * @param reason a category of moderation, or what a member gave as reason
   * @param by the member; null if it was automatic
   * @param until when it ends by itself; null if somebody has to end it
   */
  public record Cause(
      Origin origin,
      @Nullable String reason,
      @Nullable String by,
      @Nullable String name,
      Instant at,
      @Nullable Instant until) {}

  /** The reason of an automatic block because of somebody else (domain 5.7). */
  public static final String SAME_NETWORK = "same network as a blocked lead";

  /** Who blocked it. */
  public enum Origin {
    AUTOMATIC,
    MANUAL
  }

  /** Whether the lead gets no answers. */
  @JsonIgnore
  public boolean isBlocked() {
    return cause != null;
  }

  /** Whether it is blocked for what itself did, and not for where it came from. */
  @JsonIgnore
  public boolean isForItself() {
    return cause != null
        && !(cause.origin() == Origin.AUTOMATIC && SAME_NETWORK.equals(cause.reason()));
  }

  /** What an erasure leaves: a category of moderation says nothing of a person, words may. */
  Block withoutPersonal() {
    if (cause == null || cause.origin() == Origin.AUTOMATIC) return this;
    return new Block(
        new Cause(cause.origin(), null, cause.by(), cause.name(), cause.at(), cause.until()),
        exempt);
  }

  /** Whether a member's block of that lead is the reason why this one is blocked. */
  boolean isFrom(Block part) {
    return cause != null
        && part.cause != null
        && cause.origin() == Origin.MANUAL
        && part.cause.origin() == Origin.MANUAL
        && Objects.equals(cause.by(), part.cause.by())
        && cause.at().equals(part.cause.at());
  }

  /**
   * Of two leads that are joined: a person's block stays, of two the longer one. An automatic one
   * is judged anew, and there is none where a person let one of the two in.
   */
  Block and(Block absorbed) {
    boolean free = exempt || absorbed.exempt;
    Cause ours = free && isAutomatic(cause) ? null : cause;
    Cause theirs = isAutomatic(absorbed.cause) ? null : absorbed.cause;
    return new Block(theirs != null && outlasts(theirs, ours) ? theirs : ours, free);
  }

  private static boolean isAutomatic(@Nullable Cause cause) {
    return cause != null && cause.origin() == Origin.AUTOMATIC;
  }

  private static boolean outlasts(Cause one, @Nullable Cause other) {
    if (other == null) return true;
    if (other.until() == null) return false;
    return one.until() == null || one.until().isAfter(other.until());
  }
}
