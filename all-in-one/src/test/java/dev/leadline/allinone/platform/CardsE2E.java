package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.leadline.events.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * The reader of Adaptive Cards that Microsoft publishes takes what we send to Microsoft Teams and
 * Webex, by the version that each card names, without a complaint.
 */
class CardsE2E {

  private static final Path APPROVED =
      Path.of("../notification-service/src/test/resources/approved");

  private static final String READ =
      """
      json => {
        const card = JSON.parse(json);
        const context = new AdaptiveCards.SerializationContext(
            AdaptiveCards.Version.parse(card.version, new AdaptiveCards.SerializationContext()));
        const read = new AdaptiveCards.AdaptiveCard();
        read.parse(card, context);
        const complaints = [];
        for (let i = 0; i < context.eventCount; i++) complaints.push(context.getEventAt(i).message);
        read.validateProperties().validationEvents.forEach(one => complaints.push(one.message));
        return complaints;
      }
      """;

  @RegisterExtension static final Screens screens = new Screens();

  private Page page;

  @BeforeEach
  void open() throws IOException {
    page = screens.blank();
    try (var reader = CardsE2E.class.getResourceAsStream("/adaptivecards/adaptivecards.min.js")) {
      page.evaluate(new String(reader.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void every_approved_card_is_read_without_a_complaint() throws IOException {
    try (Stream<Path> files = Files.list(APPROVED)) {
      List<Path> cards =
          files
              .filter(file -> file.getFileName().toString().matches("(teams|webex)-.*"))
              .sorted()
              .toList();
      assertThat(cards).hasSizeGreaterThanOrEqualTo(8);
      for (Path file : cards)
        assertThat(complaints(card(Files.readString(file)).toString()))
            .as(file.toString())
            .isEmpty();
    }
  }

  @Test
  void the_reader_does_complain() throws IOException {
    String card = card(Files.readString(APPROVED.resolve("teams-usual.json"))).toString();
    assertThat(complaints(card.replace("RichTextBlock", "RichText"))).isNotEmpty();
    assertThat(complaints(card.replace("\"Bolder\"", "\"Fattest\""))).isNotEmpty();
    assertThat(complaints(card.replace("\"1.4\"", "\"1.0\""))).isNotEmpty();
    assertThat(complaints(card.replace("\"url\":", "\"address\":"))).isNotEmpty();
  }

  private static JsonNode card(String message) {
    return Json.MAPPER.readTree(message).at("/attachments/0/content");
  }

  private List<?> complaints(String card) {
    return (List<?>) page.evaluate(READ, card);
  }
}
