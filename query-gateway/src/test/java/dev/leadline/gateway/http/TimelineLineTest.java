package dev.leadline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.leadline.events.Channel;
import dev.leadline.events.channel.Actor;
import dev.leadline.events.view.TimelineEntry;
import dev.leadline.events.view.TimelineEntry.Kind;
import dev.leadline.gateway.domain.Blocks;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** What of a line is seen, in each shape that the template knows. */
class TimelineLineTest {

  private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
  private static final Viewer VIEWER = new Viewer(ZoneOffset.UTC, AT.plusSeconds(60));
  private static final String HINT = "<span class=\"hold\">Arrived late</span>";

  static Stream<Arguments> shapes() {
    return Stream.of(
        arguments("bubble", List.of(entry(1, Kind.MESSAGE, true))),
        arguments("email", List.of(entry(1, Kind.EMAIL, true))),
        arguments(
            "visit", List.of(entry(1, Kind.PAGE_VIEW, false), entry(2, Kind.PAGE_VIEW, true))),
        arguments("call", List.of(entry(1, Kind.CALL, false), entry(2, Kind.CALL, true))),
        arguments("card", List.of(entry(1, Kind.FORM, true))),
        arguments("marker", List.of(entry(1, Kind.MARKER, true))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void what_arrived_late_says_so_in_every_shape(String shape, List<TimelineEntry> entries) {
    assertThat(page(shape, entries)).containsOnlyOnce(HINT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void what_arrived_in_time_does_not_say_that_it_was_late(
      String shape, List<TimelineEntry> entries) {
    assertThat(page(shape, entries.stream().map(TimelineLineTest::inTime).toList()))
        .contains("data-entry=\"entry-1\"")
        .doesNotContain("late");
  }

  private static String page(String shape, List<TimelineEntry> entries) {
    List<TimelineLine> lines =
        Blocks.of(entries, ZoneOffset.UTC).stream()
            .map(block -> TimelineLine.of(block, null, VIEWER))
            .toList();
    assertThat(lines).extracting(TimelineLine::shape).containsExactly("day", shape);
    var templates = new ClassLoaderTemplateResolver();
    templates.setPrefix("gateway/templates/");
    templates.setSuffix(".html");
    var engine = new SpringTemplateEngine();
    engine.setTemplateResolver(templates);
    var context = new Context(null, Map.of("lines", lines, "since", "", "full", false));
    return engine.process("timeline", Set.of("stretch"), context);
  }

  private static TimelineEntry inTime(TimelineEntry entry) {
    return entry(entry.at().getEpochSecond() - AT.getEpochSecond(), entry.kind(), false);
  }

  private static TimelineEntry entry(long number, Kind kind, boolean late) {
    return new TimelineEntry(
        "entry-" + number,
        AT.plusSeconds(number),
        kind,
        "leadline.chat.message-received.v1",
        Channel.CHAT,
        new TimelineEntry.Who(Actor.Kind.LEAD, null),
        null,
        "Something",
        late,
        false,
        false,
        null,
        kind == Kind.CALL ? "call-1" : null);
  }
}
