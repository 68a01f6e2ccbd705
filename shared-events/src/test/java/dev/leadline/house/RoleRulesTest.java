package dev.leadline.house;

import static dev.leadline.house.SmallModule.assertBreach;
import static dev.leadline.house.SmallModule.assertInOrder;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens in the wrong room of a module is reported. */
class RoleRulesTest {

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

  private static String annotation(String where, String name) {
    return """
    package %s;
    @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
    public @interface %s {}
    """
        .formatted(where, name);
  }
}
