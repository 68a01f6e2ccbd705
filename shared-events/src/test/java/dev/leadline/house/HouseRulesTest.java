package dev.leadline.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule reports a breach: a rule that finds nothing to judge would pass for ever. */
class HouseRulesTest {

  private static final String ROOT = "dev.leadline.house.violations";

  @TempDir private Path folder;

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

  @Test
  void an_adapter_that_knows_another_is_reported() throws IOException {
    assertBreach(
        RoleRules.ADAPTERS_MEET_IN_THE_DOMAIN,
        "PricesPage",
        "package dev.leadline.house.violations.store; public record Table() {}",
        """
        package dev.leadline.house.violations.http;
        record PricesPage(dev.leadline.house.violations.store.Table table) {}
        """);
  }

  @Test
  void whoever_depends_on_the_wiring_is_reported() throws IOException {
    assertBreach(
        RoleRules.WIRING_IS_ONE_ROOM,
        "SellThings",
        "package dev.leadline.house.violations.wiring; public record Parts() {}",
        """
        package dev.leadline.house.violations.handling;
        record SellThings(dev.leadline.house.violations.wiring.Parts parts) {}
        """);
  }

  @Test
  void a_configuration_outside_the_wiring_is_reported() throws IOException {
    assertBreach(
        RoleRules.WIRING_IS_ONE_ROOM,
        "StoreSetup",
        annotation("org.springframework.context.annotation", "Configuration"),
        """
        package dev.leadline.house.violations.store;
        @org.springframework.context.annotation.Configuration
        class StoreSetup {}
        """);
  }

  @Test
  void a_bean_outside_the_wiring_is_reported() throws IOException {
    assertBreach(
        RoleRules.WIRING_IS_ONE_ROOM,
        "StoreSetup",
        annotation("org.springframework.context.annotation", "Bean"),
        """
        package dev.leadline.house.violations.store;
        class StoreSetup {
          @org.springframework.context.annotation.Bean
          String bean() { return ""; }
        }
        """);
  }

  @Test
  void injection_into_a_field_or_a_setter_is_reported() throws IOException {
    String autowired = annotation("org.springframework.beans.factory.annotation", "Autowired");
    for (String injected : List.of("String name;", "void name(String name) {}"))
      assertBreach(
          RoleRules.WIRING_IS_ONE_ROOM,
          "SellThings",
          autowired,
          """
          package dev.leadline.house.violations.handling;
          class SellThings {
            @org.springframework.beans.factory.annotation.Autowired
            %s
          }
          """
              .formatted(injected));
  }

  @Test
  void each_technology_outside_its_rooms_is_reported_and_in_them_in_order() throws IOException {
    for (var technology : RoleRules.TECHNOLOGIES)
      for (String known : technology.packages()) {
        String name = known.replace("..", "");
        boolean partOfTheJdk = name.startsWith("java");
        String type = name.equals("javax.sql") ? "DataSource" : partOfTheJdk ? "Driver" : "Tool";
        type = name.startsWith("jakarta") ? "Tool" : type;
        String tool =
            partOfTheJdk
                ? "package dev.leadline.house.violations.handling; class Nothing {}"
                : "package " + name + "; public class " + type + " {}";
        String user =
            "package dev.leadline.house.violations.%s; class User { "
                + name
                + "."
                + type
                + " tool; }";
        assertBreach(
            RoleRules.TECHNOLOGY_STAYS_IN_ITS_ROOM, "User", tool, user.formatted("domain"));
        for (String room : technology.rooms())
          assertInOrder(RoleRules.TECHNOLOGY_STAYS_IN_ITS_ROOM, tool, user.formatted(room));
        assertInOrder(RoleRules.TECHNOLOGY_STAYS_IN_ITS_ROOM, tool, user.formatted("wiring"));
      }
  }

  @Test
  void a_public_adapter_is_reported() throws IOException {
    assertBreach(
        RoleRules.ADAPTERS_ARE_HIDDEN,
        "JdbcPrices",
        "package dev.leadline.house.violations.store; public class JdbcPrices {}");
  }

  @Test
  void hidden_adapters_and_public_settings_are_in_order() throws IOException {
    assertInOrder(
        RoleRules.ADAPTERS_ARE_HIDDEN,
        annotation("org.springframework.boot.context.properties", "ConfigurationProperties"),
        "package dev.leadline.house.violations.store; class JdbcPrices { public record Key() {} }",
        """
        package dev.leadline.house.violations.store;
        @org.springframework.boot.context.properties.ConfigurationProperties
        public record StoreSettings() {}
        """);
  }

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

  @Test
  void a_package_that_does_not_introduce_itself_is_reported() throws IOException {
    String type = "package dev.leadline.house.violations.domain; class Price {}";
    String room = ROOT + ".domain";
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
  void a_jar_without_its_description_is_reported() throws IOException {
    Path version = Files.createDirectories(folder.resolve("repository/org/tool/tool/1.0"));
    Path jar = Files.createFile(version.resolve("tool-1.0.jar"));
    Subject module = SmallModule.of(folder, ROOT, ANSWER);
    var subject =
        new Subject(ROOT, module.domain(), module.classes(), module.sources(), List.of(jar));
    assertThat(ArtifactRules.EVERY_ARTIFACT_IS_DESCRIBED.brokenBy(subject))
        .singleElement()
        .asString()
        .contains("tool-1.0.jar");
    Files.createFile(version.resolve("tool-1.0.pom"));
    assertThat(ArtifactRules.EVERY_ARTIFACT_IS_DESCRIBED.brokenBy(subject)).isEmpty();
  }

  @Test
  void an_exemption_covers_its_class_and_what_is_nested_in_it_alone() {
    var exemption = new Exemption("P7", "dev.leadline.Price", "shown to the world");
    assertThat(exemption.covers("Class <dev.leadline.Price> is public")).isTrue();
    assertThat(exemption.covers("Class <dev.leadline.Price$Key> is public")).isTrue();
    assertThat(exemption.covers("Method <dev.leadline.Price.get()> calls <java.X>")).isTrue();
    assertThat(exemption.covers("Class <dev.leadline.Prices> is public")).isFalse();
    assertThat(exemption.covers("Class <dev.X> uses <dev.leadline.Price>")).isFalse();
    var ofPackage = new Exemption("P7", "dev.leadline.shop.", "shown to the world");
    assertThat(ofPackage.covers("Class <dev.leadline.shop.Price> is public")).isTrue();
  }

  @Test
  void an_exemption_names_a_rule_that_exists_and_a_reason() {
    assertThatThrownBy(() -> new Exemption("P77", "dev.leadline.Price", "why"))
        .hasMessage("No rule is P77");
    assertThatThrownBy(() -> new Exemption("P7", "dev.leadline.Price", " "))
        .hasMessage("dev.leadline.Price is exempt without reason");
  }

  @Test
  void an_exemption_that_covers_nothing_is_reported() {
    HouseRulesContract module =
        new HouseRulesContract() {
          @Override
          public String root() {
            return "dev.leadline.events";
          }

          @Override
          public List<Exemption> exemptions() {
            return List.of(new Exemption("P9", "dev.leadline.events.Gone", "was needed once"));
          }
        };
    assertThatThrownBy(module::p9_packages_have_no_cycle)
        .hasMessageContaining("exemptions from P9 that dev.leadline.events still needs");
  }

  private static String annotation(String where, String name) {
    return """
    package %s;
    @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
    public @interface %s {}
    """
        .formatted(where, name);
  }

  private void assertBreach(Rule rule, String culprit, String... sources) throws IOException {
    assertThat(judged(rule, sources))
        .as(String.join("", sources))
        .isNotEmpty()
        .allMatch(line -> line.contains(culprit));
  }

  private void assertInOrder(Rule rule, String... sources) throws IOException {
    assertThat(judged(rule, sources)).as(String.join("", sources)).isEmpty();
  }

  private List<String> judged(Rule rule, String... sources) throws IOException {
    Subject module = SmallModule.of(Files.createTempDirectory(folder, "module"), ROOT, sources);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL classes = module.classPath().getFirst().toUri().toURL();
    try (var loader = new URLClassLoader(new URL[] {classes}, before)) {
      thread.setContextClassLoader(loader);
      return rule.brokenBy(module);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
