package dev.leadline.gateway.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Channel events that say what a team member has done. A channel publishes them of members who act
 * outside of the dashboard, and names whomever it says; a person who is signed in acts by a call,
 * which asks for its own permission and takes their name from the sign-in (ADR 20).
 */
public final class MemberActions {

  private static final List<Action> ALL =
      List.of(
          new Action("leadline.block.requested.", "block"),
          new Action("leadline.unblock.requested.", "unblock"),
          new Action("leadline.control.returned.", "return"),
          new Action("leadline.control.", "takeover"));

  private MemberActions() {}

  /** What events of all revisions begin with, and the call that does the same. */
  private record Action(String prefix, String call) {}

  /** By which call a person does what such an event says; null for all other events. */
  public static @Nullable String callInsteadOf(String type) {
    for (Action action : ALL)
      if (type.startsWith(action.prefix())) return "POST /v1/leads/{leadId}/" + action.call();
    return null;
  }
}
