package dev.leadline.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.networknt.schema.Error;
import dev.leadline.events.Json;
import dev.leadline.events.channel.CalendarFact;
import dev.leadline.events.channel.ChannelFact;
import dev.leadline.events.channel.ChatFact;
import dev.leadline.events.channel.FormFact;
import dev.leadline.events.channel.WebFact;
import dev.leadline.events.channel.WorkflowFact;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** A body that is wrong is refused in words that its producer understands. */
class BrokenBodiesTest {

  @ParameterizedTest(name = "{1} = {2}")
  @MethodSource("broken")
  void a_broken_body_is_refused_with_the_place_and_the_reason(
      Class<? extends ChannelFact> fact, String pointer, String value, String message) {
    var body = (ObjectNode) Samples.body(fact);
    int last = pointer.lastIndexOf('/');
    var parent = (ObjectNode) body.at(pointer.substring(0, last));
    String name = pointer.substring(last + 1);
    if (value.equals("absent")) parent.remove(name);
    else parent.set(name, Json.MAPPER.readTree(value));
    assertThat(Validation.schema(fact).validate(body))
        .map(Error::toString)
        .containsExactly(message);
  }

  static Stream<Arguments> broken() {
    var visit = WebFact.PageViewed.class;
    var message = ChatFact.MessageReceived.class;
    var reply = ChatFact.MessageSent.class;
    var form = FormFact.Submitted.class;
    var booking = CalendarFact.MeetingBooked.class;
    var step = WorkflowFact.StepScheduled.class;
    return Stream.of(
        arguments(visit, "/payload", "absent", ": required property 'payload' not found"),
        arguments(visit, "/payload", "null", "/payload: null found, object expected"),
        arguments(visit, "/payload", "[]", "/payload: array found, object expected"),
        arguments(visit, "/payload/url", "absent", "/payload: required property 'url' not found"),
        arguments(visit, "/payload/url", "null", "/payload/url: null found, string expected"),
        arguments(visit, "/payload/url", "7", "/payload/url: integer found, string expected"),
        arguments(
            visit,
            "/payload/durationMs",
            "\"900\"",
            "/payload/durationMs: string found, [integer, null] expected"),
        arguments(
            visit,
            "/payload/durationMs",
            "900.5",
            "/payload/durationMs: number found, [integer, null] expected"),
        arguments(
            visit,
            "/payload/durationMs",
            "-1e-1000000000",
            "/payload/durationMs: number found, [integer, null] expected"),
        arguments(
            visit,
            "/payload/durationMs",
            "9223372036854775808",
            "/payload/durationMs: must have a maximum value of 9007199254740991"),
        arguments(
            visit, "/identity", "\"ana\"", "/identity: string found, [object, null] expected"),
        arguments(
            visit,
            "/identity/email",
            "[\"ana@acme.example\"]",
            "/identity/email: array found, [string, null] expected"),
        arguments(
            visit,
            "/identity/asserted",
            "\"GUESSED\"",
            "/identity/asserted: must be one of SELF, URL, FORM, CRM, API, VENDOR"),
        arguments(visit, "/actor", "{\"id\":\"x\"}", "/actor: required property 'kind' not found"),
        arguments(
            visit,
            "/actor",
            "{\"kind\":\"lead\"}",
            "/actor/kind: must be one of LEAD, AGENT, MEMBER, SYSTEM, VENDOR"),
        arguments(
            visit,
            "/context/utm",
            "{\"source\":1}",
            "/context/utm/source: integer found, string expected"),
        arguments(
            message,
            "/payload/messageId",
            "\"\"",
            "/payload/messageId: must be at least 1 characters long"),
        arguments(
            message,
            "/payload/attachments",
            "[{\"name\":\"plan.pdf\"}]",
            "/payload/attachments/0: required property 'url' not found"),
        arguments(
            message,
            "/payload/truncated",
            "\"no\"",
            "/payload/truncated: string found, [boolean, null] expected"),
        arguments(
            message, "/agent/agentId", "absent", "/agent: required property 'agentId' not found"),
        arguments(
            reply, "/payload/author", "\"BOT\"", "/payload/author: must be one of AGENT, MEMBER"),
        arguments(
            form,
            "/payload/fields",
            "{\"num_employees\":12.5}",
            "/payload/fields/num_employees: number found, [string, integer, boolean, array, null]"
                + " expected"),
        arguments(
            form,
            "/payload/fields",
            "{\"company\":{\"name\":\"Acme\"}}",
            "/payload/fields/company: object found, [string, integer, boolean, array, null]"
                + " expected"),
        arguments(
            form,
            "/payload/fields",
            "{\"topics\":[\"price\",2]}",
            "/payload/fields/topics/1: integer found, string expected"),
        arguments(
            form,
            "/payload/consent",
            "{\"newsletter\":\"yes\"}",
            "/payload/consent/newsletter: string found, boolean expected"),
        arguments(
            booking,
            "/payload/startsAt",
            "1764000000",
            "/payload/startsAt: integer found, string expected"),
        arguments(booking, "/payload/startsAt", "\"2026-11-24\"", "/payload/startsAt: " + INSTANT),
        arguments(
            booking,
            "/payload/startsAt",
            "\"2026-11-24T15:00:00\"",
            "/payload/startsAt: " + INSTANT),
        arguments(
            booking,
            "/payload/startsAt",
            "\"2026-13-24T15:00:00Z\"",
            "/payload/startsAt: " + INSTANT),
        arguments(
            step,
            "/payload/kind",
            "\"FAX\"",
            "/payload/kind: must be one of EMAIL, TEXT, CALL, NOTIFY, WAIT, TIME_OF_DAY, CONDITION,"
                + " API, PROMPT"));
  }

  private static final String INSTANT = "must be an RFC 3339 instant such as 2026-11-24T15:00:00Z";
}
