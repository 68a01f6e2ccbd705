package dev.leadline.leadservice.http;

import dev.leadline.events.Channel;
import dev.leadline.events.Json;
import dev.leadline.events.Stage;
import dev.leadline.events.Unstorable;
import dev.leadline.events.Value;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.LeadEvent.Reason;
import dev.leadline.leadservice.domain.CustomField;
import dev.leadline.leadservice.domain.FieldType;
import dev.leadline.leadservice.domain.FieldTypes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The JSON object of a command. Reading it never fails: what is wrong is noted, all of it, and told
 * together.
 */
final class CommandBody {

  private static final int LONGEST_TEXT = 32 * 1024;
  private static final int LONGEST_NAME = 200;

  /** As in the schemas of channel events; PostgreSQL keeps no time much later. */
  private static final int LAST_YEAR = 9999;

  /** With nothing in it. */
  static final CommandBody EMPTY = new CommandBody(Json.MAPPER.createObjectNode());

  private final JsonNode fields;
  private final List<Mistake> mistakes = new ArrayList<>();

  /** What is wrong with a field. */
  record Mistake(String field, String detail) {}

  private CommandBody(JsonNode fields) {
    this.fields = fields;
  }

  /** The object; null when the bytes are none. */
  static @Nullable CommandBody read(byte[] body) {
    try {
      JsonNode read = Unstorable.replacedIn(Json.MAPPER.readTree(body));
      return read.isObject() ? new CommandBody(read) : null;
    } catch (JacksonException notJson) {
      return null;
    }
  }

  JsonNode json() {
    return fields;
  }

  List<Mistake> mistakes() {
    return mistakes;
  }

  /** Who asks (domain 4.10, 1). */
  Member member() {
    return new Member(text("memberId", LONGEST_NAME), text("memberName", LONGEST_NAME));
  }

  Reason reason(boolean needed) {
    return new Reason(
        needed ? text("reason", LONGEST_TEXT) : optional("reason", LONGEST_TEXT),
        optional("note", LONGEST_TEXT));
  }

  /** The id of another lead. */
  String lead(String name) {
    return text(name, LONGEST_NAME);
  }

  String message() {
    return text("text", LONGEST_TEXT);
  }

  /** The member to take over from. */
  @Nullable String from() {
    return optional("from", LONGEST_NAME);
  }

  /** The lead that is asked about, where the address does not say it. */
  String leadId() {
    return text("leadId", LONGEST_NAME);
  }

  /** Why the law has it; nothing about the person belongs here. */
  @Nullable String legalBasis() {
    return optional("legalBasis", LONGEST_NAME);
  }

  /** The member who asks, if it is one. */
  @Nullable String requestedBy() {
    return optional("memberId", LONGEST_NAME);
  }

  /** The version of the control that the caller saw. */
  @Nullable Long version(String name, boolean needed) {
    JsonNode given = fields.path(name);
    if (given.isMissingNode() || given.isNull()) {
      if (needed) mistakes.add(new Mistake(name, "is missing"));
      return null;
    }
    if (given.isIntegralNumber() && given.canConvertToLong() && given.longValue() >= 0)
      return given.longValue();
    mistakes.add(new Mistake(name, "is not a whole number from 0"));
    return null;
  }

  /** The values of fields, one at least. */
  Map<String, Value> values(FieldTypes types) {
    if (!fields.path("fields").isObject() || fields.path("fields").isEmpty()) {
      mistakes.add(new Mistake("fields", "is not an object of names and values"));
      return Map.of();
    }
    FieldValues read = FieldValues.read(fields.path("fields"), types);
    mistakes.addAll(read.mistakes());
    return read.values();
  }

  /** Whether a member asks, and no program. */
  boolean namesMember() {
    return fields.has("memberId");
  }

  @Nullable Channel channel() {
    String given = optional("channel", LONGEST_NAME);
    return given == null
        ? null
        : oneOf("channel", given, List.of(Channel.CHAT, Channel.EMAIL, Channel.TEXT));
  }

  Stage stage() {
    Stage given = oneOf("stage", text("stage", LONGEST_NAME), List.of(Stage.values()));
    return given == null ? Stage.BROWSING : given;
  }

  /** A field of the data model. */
  CustomField field() {
    String name = text("name", LONGEST_NAME);
    if (!name.isEmpty() && !CustomField.isName(name))
      mistakes.add(
          new Mistake("name", "is not lower-case words with _ between, 63 letters at most"));
    FieldType type = oneOf("type", text("type", LONGEST_NAME), List.of(FieldType.values()));
    return new CustomField(name, text("label", LONGEST_NAME), type == null ? FieldType.TEXT : type);
  }

  /** A time to come. */
  @Nullable Instant until(Instant now) {
    String given = optional("until", LONGEST_NAME);
    if (given == null) return null;
    try {
      OffsetDateTime until = OffsetDateTime.parse(given);
      boolean isOver = !until.toInstant().isAfter(now);
      if (!isOver && until.getYear() <= LAST_YEAR) return until.toInstant();
      mistakes.add(new Mistake("until", isOver ? "is over" : "is after the year " + LAST_YEAR));
    } catch (DateTimeParseException notAnInstant) {
      mistakes.add(new Mistake("until", "is not an instant such as 2026-11-24T15:00:00Z"));
    }
    return null;
  }

  private <E extends Enum<E>> @Nullable E oneOf(String name, String given, List<E> allowed) {
    for (E one : allowed) if (one.name().equals(given)) return one;
    if (!given.isEmpty()) mistakes.add(new Mistake(name, "is none of " + allowed));
    return null;
  }

  /** Empty where it is missing. */
  private String text(String name, int longest) {
    String given = optional(name, longest);
    if (given == null && mistakes.stream().noneMatch(one -> one.field().equals(name)))
      mistakes.add(new Mistake(name, "is missing"));
    return given == null ? "" : given;
  }

  private @Nullable String optional(String name, int longest) {
    JsonNode given = fields.path(name);
    if (given.isMissingNode() || given.isNull()) return null;
    if (!given.isString()) {
      mistakes.add(new Mistake(name, "is not a text"));
      return null;
    }
    String text = given.stringValue().strip();
    if (text.length() > longest)
      mistakes.add(new Mistake(name, "is longer than %,d characters".formatted(longest)));
    return text.isEmpty() ? null : text;
  }
}
