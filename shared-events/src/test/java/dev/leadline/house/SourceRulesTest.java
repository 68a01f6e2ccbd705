package dev.leadline.house;

import static dev.leadline.house.SmallModule.assertBreach;
import static dev.leadline.house.SmallModule.assertInOrder;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only the source shows is reported. */
class SourceRulesTest {

  private static final String ANSWER =
      """
      package dev.leadline.house.violations;
      sealed interface Answer {
        record Yes() implements Answer {}
        record No() implements Answer {}
        record Later() implements Answer {}
      }
      """;

  @Test
  void a_package_that_does_not_introduce_itself_is_reported() throws IOException {
    String type = "package dev.leadline.house.violations.domain; class Price {}";
    String room = SmallModule.ROOT + ".domain";
    assertBreach(SourceRules.PACKAGES_INTRODUCE_THEMSELVES, room, type);
    assertBreach(
        SourceRules.PACKAGES_INTRODUCE_THEMSELVES,
        room,
        type,
        "@org.jspecify.annotations.NullMarked package dev.leadline.house.violations.domain;");
    assertBreach(
        SourceRules.PACKAGES_INTRODUCE_THEMSELVES,
        room,
        type,
        "/** What things cost. */ package dev.leadline.house.violations.domain;");
    assertInOrder(
        SourceRules.PACKAGES_INTRODUCE_THEMSELVES,
        type,
        """
        /** What things cost. */
        @NullMarked
        package dev.leadline.house.violations.domain;

        import org.jspecify.annotations.NullMarked;
        """);
  }

  @Test
  void a_default_over_a_sealed_type_is_reported() throws IOException {
    for (String open : List.of("default ->", "case null, default ->"))
      assertBreach(
          SourceRules.SWITCHES_ARE_CLOSED,
          "Asked",
          ANSWER,
          """
          package dev.leadline.house.violations;
          class Asked {
            <A extends Answer> int count(A answer) {
              return switch (answer) {
                case Answer.Yes yes -> 1;
                %s 0;
              };
            }
          }
          """
              .formatted(open));
  }

  @Test
  void an_old_style_case_is_reported() throws IOException {
    assertBreach(
        SourceRules.SWITCHES_ARE_CLOSED,
        "Asked",
        """
        package dev.leadline.house.violations;
        class Asked {
          void count(int answer) {
            switch (answer) {
              case 1:
                break;
              default:
                break;
            }
          }
        }
        """);
  }

  @Test
  void a_default_over_an_open_world_and_a_closed_switch_are_in_order() throws IOException {
    assertInOrder(
        SourceRules.SWITCHES_ARE_CLOSED,
        ANSWER,
        """
        package dev.leadline.house.violations;
        class Asked {
          int count(Answer answer, String text) {
            int more = switch (text) {
              case "yes" -> 1;
              default -> 0;
            };
            return more + switch (answer) {
              case Answer.Yes yes -> 1;
              case Answer.No no -> 2;
              case Answer.Later later -> 3;
            };
          }
        }
        """);
  }

  @Test
  void a_module_without_a_switch_is_in_order() throws IOException {
    assertInOrder(SourceRules.SWITCHES_ARE_CLOSED, ANSWER);
  }
}
