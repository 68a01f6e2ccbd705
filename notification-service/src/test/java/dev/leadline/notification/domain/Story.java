package dev.leadline.notification.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Provenance;
import dev.leadline.events.Stage;
import dev.leadline.events.Value;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.Agent;
import dev.leadline.events.lead.Block;
import dev.leadline.events.lead.Content;
import dev.leadline.events.lead.Decision;
import dev.leadline.events.lead.LeadEvent;
import dev.leadline.events.lead.LeadEvent.InteractionRecorded;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.Moment;
import dev.leadline.events.lead.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens with one lead, told event by event; each answers the triggers that it pulls. */
public final class Story {

  public static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

  public static final Member SAM = new Member("sam.reed", "Sam Reed");

  private final String tenant;
  private final String leadId;
  private final List<Announced> told = new ArrayList<>();
  private KnownLead lead;
  private long sequence;
  private Instant now;
  private @Nullable Occurrence last;

  public Story(String tenant, String leadId) {
    this(tenant, leadId, START);
  }

  public Story(String tenant, String leadId, Instant start) {
    this.tenant = tenant;
    this.leadId = leadId;
    this.now = start;
    this.lead = KnownLead.unknown(leadId);
  }

  public Story() {
    this("default", "0197a5f0-0000-7000-8000-00000000ab12");
  }

  /** Every event so far, as it is announced. */
  public List<Announced> told() {
    return told;
  }

  public KnownLead lead() {
    return lead;
  }

  public Occurrence last() {
    Occurrence found = last;
    if (found == null) throw new IllegalStateException("Nothing was to be told");
    return found;
  }

  public Story later(Duration pause) {
    now = now.plus(pause);
    return this;
  }

  /** Events that never reach us. */
  Story hole(int events) {
    sequence += events;
    return this;
  }

  public List<Trigger> registered() {
    return happens(
        new LeadEvent.LeadRegistered(tenant, LeadSource.LEADLINE, now), Announced.Said.NOTHING);
  }

  public List<Trigger> views() {
    return interaction(
        "leadline.web.page-viewed.v1",
        Channel.WEB,
        new Decision(
            List.of(Stage.BROWSING),
            0,
            new Decision.Action("Visited Webpage", 1),
            "PT",
            null,
            false,
            false),
        List.of(),
        Announced.Said.NOTHING,
        now);
  }

  public List<Trigger> writes(String text) {
    return writes(text, null, now, false);
  }

  public List<Trigger> writes(
      String text, @Nullable Boolean askedForHuman, Instant at, boolean hidden) {
    return interaction(
        "leadline.chat.message-received.v1",
        Channel.CHAT,
        hidden
            ? Decision.HIDDEN
            : new Decision(
                List.of(Stage.ENGAGED),
                1,
                new Decision.Action("Sent Chat Message", 5),
                null,
                null,
                false,
                false),
        List.of(),
        new Announced.Said(text, askedForHuman, null, null),
        at);
  }

  public List<Trigger> leavesEmail(String email) {
    return interaction(
        "leadline.chat.email-captured.v1",
        Channel.CHAT,
        new Decision(
            List.of(Stage.EMAIL_CAPTURED),
            0,
            new Decision.Action("Shared Email", 6),
            null,
            null,
            false,
            false),
        List.of(
            new Content.Observation("email", Value.text(email), Provenance.SELF),
            new Content.Observation("name", Value.text("Ana Lima"), Provenance.SELF)),
        Announced.Said.NOTHING,
        now);
  }

  public List<Trigger> learns(String field, String value, Provenance provenance) {
    return interaction(
        "leadline.crm.record-pulled.v1",
        Channel.CRM,
        new Decision(List.of(), 0, null, null, null, false, false),
        List.of(new Content.Observation(field, Value.text(value), provenance)),
        Announced.Said.NOTHING,
        now);
  }

  /** Anything else that came by a channel. */
  public List<Trigger> comes(String type, Channel channel, List<Stage> stages) {
    return interaction(
        type,
        channel,
        new Decision(stages, 0, null, null, null, false, false),
        List.of(),
        new Announced.Said(null, null, "No mailbox", null),
        now);
  }

  public List<Trigger> takenOver() {
    return happens(
        new LeadEvent.ControlTaken(SAM, null, sequence, false, moment()), Announced.Said.NOTHING);
  }

  public List<Trigger> wentStale() {
    return happens(new LeadEvent.TakeoverWentStale(SAM, sequence, now), Announced.Said.NOTHING);
  }

  public List<Trigger> returned() {
    return happens(new LeadEvent.ControlReturned(SAM, sequence, moment()), Announced.Said.NOTHING);
  }

  public List<Trigger> blocked() {
    return happens(
        new LeadEvent.LeadBlocked(
            Block.Origin.MANUAL, SAM, null, null, now, new LeadEvent.Reason("Spam", null)),
        Announced.Said.NOTHING);
  }

  public List<Trigger> unblocked() {
    return happens(new LeadEvent.LeadUnblocked(SAM, now, null), Announced.Said.NOTHING);
  }

  public List<Trigger> erased() {
    return happens(new LeadEvent.LeadErased(now, null, List.of()), Announced.Said.NOTHING);
  }

  public List<Trigger> happens(LeadEvent event, Announced.Said said) {
    var announced =
        new Announced(tenant, leadId, leadId + "-" + sequence, sequence, now, event, said, null);
    sequence++;
    return repeated(announced);
  }

  /** The same event once more, as a broker may deliver it. */
  public List<Trigger> repeated(Announced announced) {
    KnownLead before = lead;
    lead = before.after(announced.event(), announced.sequence(), announced.said().text());
    told.add(announced);
    Occurrence found = Triggers.react(announced, before, lead);
    if (found != null) last = found;
    return found == null ? List.of() : found.triggers();
  }

  private Moment moment() {
    return new Moment(now, "/team", "e-" + sequence);
  }

  private List<Trigger> interaction(
      String type,
      Channel channel,
      Decision decision,
      List<Content.Observation> observations,
      Announced.Said said,
      Instant at) {
    var origin =
        new Origin(
            type,
            "/channels/test",
            leadId + "-" + sequence,
            at,
            at,
            null,
            now,
            channel,
            Actor.Kind.LEAD,
            new Agent("agent-17", null, null),
            null,
            false,
            false);
    var content =
        new Content(
            List.of(),
            observations,
            null,
            null,
            null,
            null,
            new Json(Json.MAPPER.writeValueAsString(said)),
            null,
            null);
    return happens(new InteractionRecorded(origin, decision, null, content), said);
  }
}
