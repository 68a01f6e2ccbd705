package dev.leadline.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Topics;
import dev.leadline.events.WireName;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.channel.Agent;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.Context;
import dev.leadline.events.channel.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The catalogue for people, {@code docs/events.md}, says what the code says. */
class EventsDocumentTest {

  private static final String RESOURCES = "../shared-events/src/main/resources/";

  @Test
  void the_document_is_up_to_date() throws IOException {
    Approval.of(Path.of("../docs/events.md"), document());
  }

  @Test
  void the_document_has_a_row_for_every_event() {
    for (var type : Catalogue.channelFacts())
      assertThat(document()).contains(row(type, publisher(type)));
    for (var type : Catalogue.leadEvents())
      assertThat(document()).contains(row(type, "lead-service"));
    for (var type : Catalogue.opsEvents())
      assertThat(document()).contains(row(type, "timeline-service"));
  }

  private static String document() {
    var text = new StringBuilder();
    text.append(
        """
        # Events

        Generated from the code; `mvn test -pl shared-events -am -Dapprove=true` writes it anew.

        Every event is a CloudEvents 1.0 event. Its type is `leadline.<name>.v<revision>`, in Kafka's
        binary mode the header `ce_type`. A field may be added to a revision at any time, so readers
        ignore fields that they do not know; anything else makes a new revision. Instants are RFC 3339,
        for example `2026-11-24T15:00:00Z`. An optional field may be absent
        or null; what Leadline writes leaves out what is empty.

        A number in brackets such as (domain 5.5) is a section of [domain.md](domain.md), the rules.

        | name | revision | published by | says |
        |---|---|---|---|
        """);
    for (var type : Catalogue.channelFacts()) text.append(row(type, publisher(type)));
    for (var type : Catalogue.leadEvents()) text.append(row(type, "lead-service"));
    for (var type : Catalogue.opsEvents()) text.append(row(type, "timeline-service"));
    text.append(
        """

        ## Channel events

        Published by agent channels on `%s`. All have the same body, and differ in its `payload`.

        Of a text NUL and half of a character (a surrogate without its other half) are replaced by U+FFFD.
        The text of a message is kept up to 32,768 characters, and says with `truncated` that it was
        longer.
        Of the value of a field a lead keeps 8,192 characters; the payload has all of it.

        """
            .formatted(Topics.CHANNEL_EVENTS));
    text.append(
        table(
            List.of(
                new Fields.Field(
                    "identity", "object", false, Meanings.ofField(Body.class, "identity")),
                new Fields.Field("agent", "object", true, Meanings.ofField(Body.class, "agent")),
                new Fields.Field(
                    "conversationId", "text", true, Meanings.ofField(Body.class, "conversationId")),
                new Fields.Field("actor", "object", true, Meanings.ofField(Body.class, "actor")),
                new Fields.Field(
                    "context", "object", true, Meanings.ofField(Body.class, "context")),
                new Fields.Field(
                    "payload", "object", false, Meanings.ofField(Body.class, "payload")))));
    text.append(section("identity", Identity.class));
    text.append(section("agent", Agent.class));
    text.append(section("actor", Actor.class));
    text.append(section("context", Context.class));
    for (var type : Catalogue.channelFacts()) text.append(channelEvent(type));
    text.append(
        """

        ## Lead events

        What Leadline decided, published by lead-service on `%s`: live only, never replayed.

        What Kafka does not take is told without what is personal, as of somebody who was erased, with
        the header `leadline-left-out-bytes`: how large the event is in the store. A record is 8 MiB at
        most, which only a merge of leads of whom very much is known comes near.
        """
            .formatted(Topics.LEAD_EVENTS));
    for (var type : Catalogue.leadEvents()) text.append(published(type));
    text.append(
        """

        ## Operators' events

        What became of work that operators began, published by timeline-service on `%s` to the tenant
        whose member asked for it: about no lead, live only.
        """
            .formatted(Topics.OPS_EVENTS));
    for (var type : Catalogue.opsEvents()) text.append(published(type));
    return text.toString();
  }

  private static String row(Class<?> type, String publisher) {
    WireName wire = WireName.of(type);
    return "| `%s` | %d | %s | %s |\n"
        .formatted(wire.name(), wire.revision(), publisher, Meanings.of(type));
  }

  /**
   * The catalogue that a fact is in tells the publisher: {@code ChatFact} is the chat channel's.
   */
  private static String publisher(Class<?> type) {
    return type.getInterfaces()[0].getSimpleName().replace("Fact", "").toLowerCase(Locale.ROOT);
  }

  private static String section(String field, Class<?> type) {
    return "\n`%s`: %s\n\n".formatted(field, Meanings.of(type)) + table(Fields.of(type));
  }

  private static String channelEvent(Class<? extends ChannelFact> type) {
    String name = WireName.of(type).cloudEventType();
    return "\n### %s\n\n%s [Schema](%sschemas/%s.json), [sample](%ssamples/%s.json).\n\n"
            .formatted(name, Meanings.of(type), RESOURCES, name, RESOURCES, name)
        + table(Fields.of(type));
  }

  private static String published(Class<?> type) {
    return "\n### %s\n\n%s\n\n".formatted(WireName.of(type).cloudEventType(), Meanings.of(type))
        + table(Fields.of(type));
  }

  private static String table(List<Fields.Field> fields) {
    return fields.stream()
        .map(
            field ->
                "| `%s` | %s | %s | %s |\n"
                    .formatted(
                        field.path(),
                        field.type(),
                        field.optional() ? "optional" : "required",
                        field.meaning()))
        .collect(Collectors.joining("", "| field | type | | meaning |\n|---|---|---|---|\n", ""));
  }
}
