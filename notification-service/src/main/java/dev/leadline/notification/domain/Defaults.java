package dev.leadline.notification.domain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a tenant begins with: a quiet start (domain 6, 25), told on the dashboard alone. */
public final class Defaults {

  private static final List<Trigger> ON =
      List.of(Trigger.LEAD_CALL_SCHEDULED, Trigger.LEAD_ASKED_FOR_HUMAN, Trigger.LEAD_BLOCKED);

  private Defaults() {}

  /** The inbox on the dashboard. */
  public static Destination inbox(String tenant, Instant now) {
    return new Destination(
        id(tenant, "inbox"), tenant, "Inbox", Destination.Kind.INBOX, null, true, null, 0, now);
  }

  /** A rule for each trigger that is on from the start. */
  public static List<Rule> rules(String tenant, Instant since) {
    return ON.stream()
        .map(
            trigger ->
                new Rule(
                    id(tenant, trigger.toString()),
                    tenant,
                    new Terms(
                        trigger.label(),
                        List.of(trigger),
                        Filter.ALL,
                        List.of(id(tenant, "inbox")),
                        null,
                        true,
                        null,
                        null,
                        Terms.USUAL_COOLDOWN,
                        null,
                        true),
                    since))
        .toList();
  }

  /** The same for every instance that makes them, so that they are made once. */
  private static String id(String tenant, String what) {
    return UUID.nameUUIDFromBytes((tenant + "\n" + what).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
