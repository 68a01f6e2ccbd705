package dev.leadline.leadservice.domain;

import dev.leadline.events.Provenance;
import dev.leadline.events.Value;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.EmailFact;
import dev.leadline.events.channel.RecordsFact;
import dev.leadline.events.channel.RecordsFact.CrmSystem;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.lead.Content.Left;
import dev.leadline.events.lead.Content.Observation;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.lead.Knowledge;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Moment;
import dev.leadline.events.lead.Picture;
import dev.leadline.events.lead.Trace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What events leave behind for later decisions, and those decisions: who clicked was no person, and
 * what a CRM tells it was told by us (domain 5.13).
 */
final class Traces {

  /** Nobody reads an email and follows a link of it in less, or two links within it. */
  private static final Duration AT_ONCE = Duration.ofSeconds(2);

  private Traces() {}

  /** What a fact leaves behind. */
  static List<Left> of(LeadState lead, ChannelFact fact, boolean byProgram) {
    return switch (fact) {
      case WebFact.PageViewed viewed when Long.valueOf(0).equals(viewed.durationMs()) -> program();
      case EmailFact.Delivered delivered ->
          List.of(new Left(Trace.Kind.EMAIL_DELIVERED, delivered.emailId()));
      case EmailFact.LinkClicked clicked ->
          List.of(new Left(Trace.Kind.LINK_FOLLOWED, link(clicked)));
      case RecordsFact.Pushed pushed -> pushed(lead.picture(), pushed);
      case ChannelFact other -> byProgram ? program() : List.of();
    };
  }

  private static List<Left> program() {
    return List.of(new Left(Trace.Kind.PROGRAM_SEEN, ""));
  }

  /** What we know is what we gave. */
  private static List<Left> pushed(Picture picture, RecordsFact.Pushed pushed) {
    var left = new ArrayList<Left>();
    for (String given : Objects.requireNonNullElse(pushed.fields(), List.<String>of())) {
      String field = Fields.named(given);
      FieldValue value = picture.field(field);
      if (value != null)
        left.add(
            new Left(
                Trace.Kind.FIELD_PUSHED,
                place(pushed.system(), pushed.externalId(), field) + fingerprint(value.value())));
    }
    return left;
  }

  /**
   * Whether a program that looks for dangerous links followed this one: at the moment of delivery,
   * or another link of the same email at the same moment.
   */
  static boolean isByScanner(LeadState lead, EmailFact.LinkClicked clicked, Instant at) {
    Knowledge known = lead.picture().known();
    Moment delivered = known.last(Trace.Kind.EMAIL_DELIVERED, clicked.emailId());
    if (delivered != null && isAtOnce(delivered.at(), at)) return true;
    String own = link(clicked);
    return known.traces().stream()
        .filter(trace -> trace.kind() == Trace.Kind.LINK_FOLLOWED)
        .filter(trace -> trace.key().startsWith(clicked.emailId() + '\n'))
        .filter(trace -> !trace.key().equals(own))
        .anyMatch(trace -> isAtOnce(trace.moment().at(), at));
  }

  private static boolean isAtOnce(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(AT_ONCE) <= 0;
  }

  /**
   * What of a record that was read is the CRM's own word: neither the very value that we gave it,
   * nor one that it had before we did.
   */
  static List<Observation> withoutEcho(
      LeadState lead, RecordsFact.Pulled pulled, List<Observation> observations) {
    List<Trace> given =
        lead.picture().known().traces().stream()
            .filter(trace -> trace.kind() == Trace.Kind.FIELD_PUSHED)
            .toList();
    if (given.isEmpty()) return observations;
    return observations.stream()
        .filter(seen -> seen.provenance() != Provenance.CRM || !isEcho(given, pulled, seen))
        .toList();
  }

  private static boolean isEcho(List<Trace> given, RecordsFact.Pulled pulled, Observation seen) {
    String place = place(pulled.system(), pulled.externalId(), seen.field());
    String same = place + fingerprint(seen.value());
    Instant modifiedAt = pulled.modifiedAt();
    return given.stream()
        .filter(trace -> trace.key().startsWith(place))
        .anyMatch(
            trace ->
                trace.key().equals(same)
                    || (modifiedAt != null && modifiedAt.isBefore(trace.moment().at())));
  }

  private static String place(CrmSystem system, String externalId, String field) {
    return system + "\n" + externalId + "\n" + field + "\n";
  }

  private static String link(EmailFact.LinkClicked clicked) {
    return clicked.emailId() + '\n' + fingerprint(clicked.url());
  }

  private static String fingerprint(Value value) {
    return fingerprint(value.shown());
  }

  private static String fingerprint(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
