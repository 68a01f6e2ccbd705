package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.gateway.domain.ApiKey;
import dev.leadline.gateway.domain.AuditEntry;
import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.RecordAudit;
import dev.leadline.gateway.domain.Role;
import dev.leadline.gateway.handling.KeepAudit;
import dev.leadline.gateway.handling.ManageKeys;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nothing that somebody asks for stops the audit log. */
class AuditIT {

  private static final RunningGateway GATEWAY = RunningGateway.shared();

  private record Key(String id, String secret) {}

  private static Key keyOf(Role role) {
    var root = new Caller("default", Caller.Kind.PROGRAM, "test", "test", Set.of(Role.values()));
    if (GATEWAY.bean(ManageKeys.class).make(root, role.name(), Set.of(role))
        instanceof ManageKeys.Made(ApiKey made, String secret))
      return new Key(made.keyId(), secret);
    throw new AssertionError("No key");
  }

  /** So mixed that no compression makes it fit into an index. */
  private static String longText() {
    return new Random(20261201)
        .ints(4_000, 0, 36)
        .mapToObj(digit -> Integer.toString(digit, 36))
        .collect(Collectors.joining());
  }

  private static void awaitLog(String who, String action) {
    await("the audit log has " + action + " of " + who)
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(GATEWAY.get("/v1/audit?who=" + who).body())
                    .contains('"' + action + '"'));
  }

  @Test
  void a_lead_with_a_very_long_id_is_no_lead_and_holds_nothing_up() {
    Key key = keyOf(Role.INGEST);
    HttpRequest.Builder odd = HttpRequest.newBuilder(GATEWAY.uri("/v1/leads/" + longText()));
    assertThat(GATEWAY.sendAs(key.secret(), odd).statusCode()).isEqualTo(403);
    awaitLog(key.id(), "SEE_LEAD");
    assertThat(GATEWAY.get("/v1/audit?who=" + key.id()).body())
        .contains("\"FORBIDDEN\"", "\"leads\":[]");
  }

  @Test
  void an_entry_that_the_database_cannot_hold_is_counted_and_holds_nothing_up() {
    long before = GATEWAY.bean(KeepAudit.class).lost();
    GATEWAY.bean(RecordAudit.class).record(entry(longText(), "broken"));
    String who = UUID.randomUUID().toString();
    GATEWAY.bean(RecordAudit.class).record(entry("default", who));
    awaitLog(who, "TEST");
    assertThat(GATEWAY.bean(KeepAudit.class).lost()).isEqualTo(before + 1);
  }

  private static AuditEntry entry(String tenant, String who) {
    return new AuditEntry(
        Instant.now(),
        tenant,
        "TEST",
        AuditEntry.Outcome.DONE,
        AuditEntry.WhoKind.PROGRAM,
        who,
        null,
        null,
        List.of(),
        null,
        null,
        null);
  }
}
