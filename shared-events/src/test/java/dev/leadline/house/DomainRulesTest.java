package dev.leadline.house;

import static dev.leadline.house.SmallModule.assertBreach;
import static dev.leadline.house.SmallModule.assertInOrder;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is no business in the domain is reported. */
class DomainRulesTest {

  @Test
  void a_domain_that_uses_a_framework_is_reported() throws IOException {
    assertBreach(
        DomainRules.DEPENDS_ON_THE_LANGUAGE_ALONE,
        "Pricing",
        """
        package dev.leadline.house.violations.domain;
        record Pricing(tools.jackson.databind.JsonNode node) {}
        """);
  }

  @Test
  void a_domain_that_uses_another_room_is_reported() throws IOException {
    assertBreach(
        DomainRules.DEPENDS_ON_THE_LANGUAGE_ALONE,
        "Pricing",
        "package dev.leadline.house.violations.store; public record Table() {}",
        """
        package dev.leadline.house.violations.domain;
        record Pricing(dev.leadline.house.violations.store.Table table) {}
        """);
  }

  @Test
  void a_domain_that_uses_the_language_and_itself_is_in_order() throws IOException {
    assertInOrder(
        DomainRules.DEPENDS_ON_THE_LANGUAGE_ALONE,
        """
        package dev.leadline.house.violations.domain;
        record Pricing(dev.leadline.events.Stage stage, java.util.List<Pricing> parts, int[] sums) {
          static Pricing of(@org.jspecify.annotations.Nullable String text) {
            return new Pricing(dev.leadline.events.Stage.ENGAGED, java.util.List.of(), new int[0]);
          }
        }
        """);
  }

  @Test
  void a_domain_that_asks_a_clock_chance_or_the_environment_is_reported() throws IOException {
    for (String impure :
        List.of(
            "java.time.Instant.now()",
            "java.util.UUID.randomUUID()",
            "Math.random()",
            "System.currentTimeMillis()",
            "System.getenv(\"ZONE\")",
            "java.util.concurrent.ThreadLocalRandom.current().nextInt()",
            "java.time.Clock.systemUTC()",
            "Thread.currentThread()",
            "java.util.logging.Logger.getLogger(\"it\")",
            "(java.util.function.Supplier<Object>) java.util.UUID::randomUUID")) {
      assertBreach(
          DomainRules.IS_PURE,
          "Pricing",
          """
          package dev.leadline.house.violations.domain;
          record Pricing() {
            Object made() {
              return %s;
            }
          }
          """
              .formatted(impure));
    }
  }

  @Test
  void an_open_or_mutable_type_of_the_domain_is_reported() throws IOException {
    for (String open :
        List.of(
            "class Pricing {}",
            "final class Pricing {}",
            "interface Pricing { void a(); void b(); }"))
      assertBreach(
          DomainRules.HAS_CLOSED_TYPES,
          "Pricing",
          "package dev.leadline.house.violations.domain; " + open);
  }

  @Test
  void closed_types_and_ports_of_the_domain_are_in_order() throws IOException {
    assertInOrder(
        DomainRules.HAS_CLOSED_TYPES,
        """
        package dev.leadline.house.violations.domain;
        sealed interface Answer {
          record Yes() implements Answer {}
          enum No implements Answer { LATER { @Override public String toString() { return ""; } } }
        }
        """,
        """
        package dev.leadline.house.violations.domain;
        interface FindPrice { int find(String name); }
        """,
        """
        package dev.leadline.house.violations.domain;
        final class Prices {
          private Prices() {}
          static Object odd() { return new Object() {}; }
        }
        """);
  }
}
