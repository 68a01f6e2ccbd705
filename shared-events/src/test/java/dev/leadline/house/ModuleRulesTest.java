package dev.leadline.house;

import static dev.leadline.house.SmallModule.assertBreach;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What no module may do is reported. */
class ModuleRulesTest {

  @Test
  void a_name_that_says_nothing_is_reported() throws IOException {
    for (String name :
        List.of(
            "PriceImpl",
            "PriceUtil",
            "PriceUtils",
            "PriceHelper",
            "PriceManager",
            "PriceDto",
            "BasePrice",
            "AbstractPrice"))
      assertBreach(
          ModuleRules.NAMES_SAY_SOMETHING,
          name,
          "package dev.leadline.house.violations.domain; class " + name + " {}");
  }

  @Test
  void a_package_name_that_says_nothing_is_reported() throws IOException {
    for (String name :
        List.of(
            "impl",
            "util",
            "utils",
            "common",
            "helper",
            "dto",
            "model",
            "service",
            "infrastructure"))
      assertBreach(
          ModuleRules.NAMES_SAY_SOMETHING,
          "Price",
          "package dev.leadline.house.violations." + name + "; class Price {}");
  }

  @Test
  void a_cycle_of_packages_is_reported() throws IOException {
    assertBreach(
        ModuleRules.PACKAGES_HAVE_NO_CYCLE,
        "Chicken",
        """
        package dev.leadline.house.violations;
        public class Chicken { dev.leadline.house.violations.domain.Egg egg; }
        """,
        """
        package dev.leadline.house.violations.domain;
        public class Egg { dev.leadline.house.violations.Chicken chicken; }
        """);
  }

  @Test
  void a_service_that_depends_on_another_is_reported() throws IOException {
    assertBreach(
        ModuleRules.SERVICES_ARE_STRANGERS,
        "Price",
        "package dev.leadline.timeline.domain; public class Entry {}",
        """
        package dev.leadline.house.violations.domain;
        class Price { dev.leadline.timeline.domain.Entry entry; }
        """);
  }

  @Test
  void a_second_json_mapper_is_reported() throws IOException {
    for (String made :
        List.of(
            "new tools.jackson.databind.ObjectMapper()",
            "tools.jackson.databind.json.JsonMapper.builder()"))
      assertBreach(
          ModuleRules.ONE_PLACE_BUILDS_JSON_MAPPERS,
          "Price",
          "package dev.leadline.house.violations.domain; class Price { Object mapper = "
              + made
              + "; }");
  }

  @Test
  void a_framework_in_the_language_is_reported() throws IOException {
    for (String framework : List.of("org.springframework.Tool", "org.axonframework.Tool"))
      assertBreach(
          ModuleRules.THE_LANGUAGE_KNOWS_NO_FRAMEWORK,
          "Price",
          "package " + framework.replace(".Tool", "") + "; public class Tool {}",
          "package dev.leadline.house.violations; class Price { " + framework + " tool; }");
    assertBreach(
        ModuleRules.THE_LANGUAGE_KNOWS_NO_FRAMEWORK,
        "Price",
        "package dev.leadline.house.violations; class Price { java.sql.Driver driver; }");
  }
}
