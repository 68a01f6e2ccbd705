package dev.leadline.leadservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.LeadAbsorbed;
import dev.leadline.events.lead.LeadEvent.LeadErased;
import dev.leadline.events.lead.LeadEvent.LeadMergedInto;
import dev.leadline.events.lead.LeadEvent.LeadRestored;
import dev.leadline.events.lead.LeadEvent.LeadUnmerged;
import dev.leadline.events.lead.LeadEvent.MergeDismissed;
import dev.leadline.events.lead.LeadEvent.Parts;
import dev.leadline.events.lead.LeadState;
import dev.leadline.leadservice.Edge.Answer;
import dev.leadline.leadservice.handling.CommandLeads;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What team members say of two leads, at the edge: every answer with its status and its type. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergeCommandsIT {

  private static final String SAM = "\"memberId\": \"sam\", \"memberName\": \"Sam Reed\"";

  private RunningService service;
  private Edge edge;

  @BeforeAll
  void start(@TempDir Path folder) {
    service = new RunningService(folder);
    edge = new Edge(service);
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private static String visitor() {
    return "\"anonymousId\": \"%s\"".formatted(UUID.randomUUID());
  }

  private static String email() {
    return "\"email\": \"%s@acme.example\", \"asserted\": \"SELF\"".formatted(UUID.randomUUID());
  }

  private String aLead() {
    return edge.says(visitor());
  }

  private Answer merge(String lead, String other, String... headers) {
    return edge.post(
        "/v1/leads/" + lead + "/merge",
        "{%s, \"absorbLeadId\": \"%s\"}".formatted(SAM, other),
        headers);
  }

  private Answer unmerge(String lead, String other, String... headers) {
    return edge.post(
        "/v1/leads/" + lead + "/unmerge",
        "{%s, \"leadId\": \"%s\"}".formatted(SAM, other),
        headers);
  }

  private Answer suggestions(String lead) {
    return edge.get("/v1/leads/" + lead + "/merge-suggestions");
  }

  private Answer dismiss(String lead, String other, String... headers) {
    return edge.post(
        "/v1/leads/%s/merge-suggestions/%s/dismiss".formatted(lead, other),
        "{" + SAM + "}",
        headers);
  }

  private LeadState state(String lead) {
    return service.bean(CommandLeads.class).find("default", lead);
  }

  @Test
  void a_member_makes_two_leads_one_and_two_again() {
    String visitor = visitor();
    String other = edge.says(visitor);
    String lead = aLead();
    Answer merged = merge(lead, other).done();
    assertThat(merged.body().path("version").asLong()).isEqualTo(3);
    assertThat(edge.eventsOf(lead).getLast()).isInstanceOf(LeadAbsorbed.class);
    assertThat(edge.eventsOf(other).getLast()).isInstanceOf(LeadMergedInto.class);
    assertThat(edge.says(visitor)).isEqualTo(lead);
    assertThat(edge.says("\"leadId\": \"%s\"".formatted(other))).isEqualTo(lead);
    assertThat(state(lead).picture().activity().messageCount()).isEqualTo(4);

    unmerge(lead, other).done();
    assertThat(edge.eventsOf(lead).getLast()).isInstanceOf(LeadUnmerged.class);
    assertThat(edge.eventsOf(other).getLast()).isInstanceOf(LeadRestored.class);
    assertThat(edge.says(visitor)).isEqualTo(other);
    assertThat(state(lead).picture().activity().messageCount()).isEqualTo(1);
    assertThat(state(other).picture().activity().messageCount()).isEqualTo(4);
  }

  @Test
  void after_an_unmerge_the_same_keys_do_not_join_them_again() {
    String visitor = visitor();
    String email = email();
    String known = edge.says(email);
    String other = edge.says(visitor);
    assertThat(edge.says(visitor + ", " + email)).isEqualTo(known);
    unmerge(known, other).done();
    assertThat(edge.says(visitor + ", " + email)).isEqualTo(other);
    assertThat(edge.says(email)).isEqualTo(known);
    assertThat(state(known).absorbed()).isEmpty();
    assertThat(suggestions(known).done().body().path("items")).isEmpty();
    merge(known, other).done();
    assertThat(edge.says(visitor)).isEqualTo(known);
  }

  @Test
  void what_is_asked_of_an_absorbed_lead_is_to_be_asked_of_the_one_it_is_part_of() {
    String lead = aLead();
    String other = aLead();
    merge(lead, other).done();
    Answer moved = merge(other, aLead()).refused(409, "merged");
    assertThat(moved.body().path("movedTo").asString()).isEqualTo(lead);
    unmerge(other, lead).refused(409, "merged");
    assertThat(edge.get("/v1/leads/" + other + "/control").body().path("movedTo").asString())
        .isEqualTo(lead);
    assertThat(suggestions(other).done().body().path("movedTo").asString()).isEqualTo(lead);
  }

  @Test
  void a_lead_is_part_of_one_other_at_most() {
    String lead = aLead();
    String other = aLead();
    merge(lead, other).done();
    Answer again = merge(lead, other).refused(409, "already-merged");
    assertThat(again.body().path("movedTo").asString()).isEqualTo(lead);
    assertThat(merge(aLead(), other).refused(409, "already-merged").body().path("movedTo"))
        .isEqualTo(again.body().path("movedTo"));
  }

  @Test
  void a_lead_is_not_joined_with_itself_nor_with_nobody_nor_with_another_tenants() {
    String lead = aLead();
    merge(lead, lead).refused(422, "same-lead");
    merge(lead, UUID.randomUUID().toString()).refused(422, "unknown-other-lead");
    merge(lead, "nobody").refused(422, "unknown-other-lead");
    merge("nobody", lead).refused(404, "unknown-lead");
    merge(lead, aLead(), "Leadline-Tenant", "other").refused(404, "unknown-lead");
    unmerge(lead, "nobody").refused(422, "unknown-other-lead");
    unmerge("nobody", lead).refused(404, "unknown-lead");
  }

  @Test
  void what_is_no_part_is_not_parted() {
    unmerge(aLead(), aLead()).refused(409, "not-absorbed");
  }

  @Test
  void nothing_is_done_with_the_erased() {
    String erased = aLead();
    edge.elsewhere(erased, new LeadErased(Instant.now(), null, List.of()));
    String lead = aLead();
    merge(lead, erased).refused(409, "other-lead-erased");
    merge(erased, lead).refused(410, "erased");
    unmerge(erased, lead).refused(410, "erased");
    suggestions(erased).refused(410, "erased");
  }

  @Test
  void after_ninety_days_a_merge_stays() {
    String lead = aLead();
    String other = aLead();
    Instant longAgo = Instant.now().minus(Duration.ofDays(91));
    List<Absorbed> parts = Absorbed.partsOf(state(other), lead, false, longAgo);
    edge.elsewhere(lead, new LeadAbsorbed(other, parts, null, longAgo, new Parts(parts)));
    edge.elsewhere(other, new LeadMergedInto(lead, null, longAgo));
    Answer late = unmerge(lead, other).refused(409, "unmerge-too-late");
    assertThat(late.body().path("detail").asString()).contains("90 days");
    assertThat(Instant.parse(late.body().path("mergedAt").asString())).isEqualTo(longAgo);
  }

  @Test
  void no_member_makes_a_monster() {
    String email = email();
    String lead = edge.says(email);
    for (int i = 0; i < 10; i++) edge.says("\"leadId\": \"%s\", %s".formatted(lead, email()));
    Answer refused = merge(lead, edge.says(email())).refused(409, "too-many-keys");
    assertThat(refused.body().path("mostEmails").asInt()).isEqualTo(10);
  }

  @Test
  void two_known_leads_of_one_event_are_suggested_to_each_other_with_the_reason() {
    String bobs = email();
    String bob = edge.says(visitor() + ", " + bobs);
    String device = visitor();
    String ana = edge.says(device + ", " + email());
    assertThat(edge.says(device + ", " + bobs)).isEqualTo(ana);

    JsonNode items = suggestions(ana).done().body().path("items");
    assertThat(items).hasSize(1);
    JsonNode suggested = items.get(0);
    assertThat(suggested.path("leadId").asString()).isEqualTo(bob);
    assertThat(suggested.path("why").asString()).isEqualTo("OWN_EMAILS");
    assertThat(suggested.path("key").asString()).isEqualTo("EMAIL");
    assertThat(suggested.path("label").asString()).endsWith("@acme.example");
    assertThat(suggested.path("at").asString()).isNotEmpty();
    assertThat(suggestions(bob).body().path("items").get(0).path("leadId").asString())
        .isEqualTo(ana);

    dismiss(ana, bob).done();
    assertThat(suggestions(ana).body().path("items")).isEmpty();
    assertThat(suggestions(bob).body().path("items")).isEmpty();
    assertThat(edge.eventsOf(bob).getLast()).isInstanceOf(MergeDismissed.class);
    edge.says(device + ", " + bobs);
    assertThat(suggestions(ana).body().path("items")).isEmpty();
    dismiss(ana, bob).done();
    dismiss(ana, aLead()).refused(409, "not-suggested");
    dismiss(ana, "nobody").refused(422, "unknown-other-lead");
    merge(ana, bob).done();
    assertThat(state(ana).hasPart(bob)).isTrue();
  }

  @Test
  void nobody_has_no_suggestions() {
    suggestions("nobody").refused(404, "unknown-lead");
    suggestions(UUID.randomUUID().toString()).refused(404, "unknown-lead");
  }

  @Test
  void a_merge_with_the_same_key_is_done_once_and_another_under_it_is_refused() {
    String lead = aLead();
    String other = aLead();
    String key = UUID.randomUUID().toString();
    Answer first = merge(lead, other, "Idempotency-Key", key).done();
    assertThat(merge(lead, other, "Idempotency-Key", key)).isEqualTo(first);
    merge(lead, aLead(), "Idempotency-Key", key).refused(409, "idempotency-key-reused");
    assertThat(edge.eventsOf(lead)).filteredOn(LeadAbsorbed.class::isInstance).hasSize(1);
  }

  @Test
  void a_merge_on_an_old_version_is_refused() {
    String lead = aLead();
    merge(lead, aLead(), "If-Match", "\"1\"").refused(412, "version-changed");
    merge(lead, aLead(), "If-Match", "\"2\"").done();
    merge(lead, aLead(), "If-Match", "new").refused(400, "bad-header");
  }

  private Answer asked(String action, String lead, String other, String... headers) {
    return switch (action) {
      case "merge" -> merge(lead, other, headers);
      case "unmerge" -> unmerge(lead, other, headers);
      default -> dismiss(lead, other, headers);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"merge", "unmerge", "dismiss"})
  void whatever_is_asked_of_two_leads_is_refused_for_the_same_reasons(String action) {
    String lead = aLead();
    String other = aLead();
    asked(action, "nobody", other).refused(404, "unknown-lead");
    asked(action, lead, other, "Leadline-Tenant", "other").refused(404, "unknown-lead");
    asked(action, lead, "nobody").refused(422, "unknown-other-lead");
    asked(action, lead, lead).refused(422, "same-lead");
    asked(action, lead, other, "If-Match", "new").refused(400, "bad-header");
    asked(action, lead, other, "Idempotency-Key", "k".repeat(201)).refused(400, "bad-header");
    asked(action, lead, other, "If-Match", "\"1\"").refused(412, "version-changed");
    String erased = aLead();
    edge.elsewhere(erased, new LeadErased(Instant.now(), null, List.of()));
    asked(action, erased, lead).refused(410, "erased");
    String key = UUID.randomUUID().toString();
    merge(lead, other, "Idempotency-Key", key).done();
    asked(action, lead, aLead(), "Idempotency-Key", key).refused(409, "idempotency-key-reused");
    Answer moved = asked(action, other, aLead()).refused(409, "merged");
    assertThat(moved.body().path("movedTo").asString()).isEqualTo(lead);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "merge|{}|absorbLeadId",
        "merge|{\"memberId\":\"s\",\"memberName\":\"S\"}|absorbLeadId",
        "merge|{\"memberId\":\"s\",\"memberName\":\"S\",\"absorbLeadId\":7}|absorbLeadId",
        "merge|{\"memberName\":\"S\",\"absorbLeadId\":\"x\"}|memberId",
        "unmerge|{\"memberId\":\"s\",\"memberName\":\"S\"}|leadId",
        "merge-suggestions/x/dismiss|{\"memberId\":\"s\"}|memberName"
      })
  void a_body_with_a_mistake_is_refused_and_the_field_named(
      String action, String body, String field) {
    Answer answer = edge.post("/v1/leads/nobody/" + action, body);
    answer.refused(422, "invalid-command");
    assertThat(answer.body().path("errors").valueStream().map(e -> e.path("field").asString()))
        .contains(field);
    edge.post("/v1/leads/nobody/" + action, "[]").refused(400, "not-json");
  }

  @Test
  void whoever_holds_either_lead_holds_both() {
    String lead = aLead();
    String other = aLead();
    edge.post("/v1/leads/" + other + "/takeover", "{" + SAM + "}").done();
    Answer merged = merge(lead, other).done();
    assertThat(merged.body().path("control").path("by").asString()).isEqualTo("sam");
    assertThat(edge.get("/v1/leads/" + lead + "/control").body().path("unconfirmed").asBoolean())
        .isFalse();
  }

  @Test
  void what_a_visitor_typed_is_told_to_channels_as_unconfirmed_until_the_mailbox_answers() {
    String email = email();
    String known = edge.says(email);
    String device = visitor();
    edge.says(device);
    edge.says(device + ", " + email);
    String control = "/v1/leads/" + known + "/control";
    assertThat(edge.get(control).body().path("unconfirmed").asBoolean()).isTrue();
    String reply = UUID.randomUUID().toString();
    service.produce(
        RunningService.headers("leadline.email.reply-received.v1", reply),
        "{\"identity\": {%s}, \"payload\": {\"emailId\": \"%s\", \"text\": \"Yes\"}}"
            .formatted(email, reply));
    service.flush();
    await("the answer confirms it")
        .atMost(Duration.ofSeconds(20))
        .until(() -> !edge.get(control).body().path("unconfirmed").asBoolean());
    assertThat(edge.eventsOf(known))
        .filteredOn(LeadEvent.IdentityConfirmed.class::isInstance)
        .hasSize(1);
  }
}
