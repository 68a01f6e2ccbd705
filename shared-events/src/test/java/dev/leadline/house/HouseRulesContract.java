package dev.leadline.house;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The rules of the house that every module keeps. A module's {@code ArchitectureTest} implements
 * this, or {@link RoleRulesContract} if the module is divided into rooms, and names its root
 * package; nothing else is needed:
 *
 * <pre>{@code
 * class ArchitectureTest implements RoleRulesContract {
 *   public String root() {
 *     return "dev.leadline.timeline";
 *   }
 * }
 * }</pre>
 */
public interface HouseRulesContract {

  /** The module's root package. */
  String root();

  /** The packages that hold rules of the business, and nothing else. */
  default String domain() {
    return root() + ".domain..";
  }

  /** Where a rule does not hold; one that is not needed is a failure. */
  default List<Exemption> exemptions() {
    return List.of();
  }

  @Test
  default void p1_the_domain_depends_on_the_jdk_the_language_and_itself_alone() {
    assertKept("P1", DomainRules.DEPENDS_ON_THE_LANGUAGE_ALONE);
  }

  @Test
  default void p2_the_domain_asks_no_clock_no_chance_no_environment_and_does_not_log() {
    assertKept("P2", DomainRules.IS_PURE);
  }

  @Test
  default void p3_types_of_the_domain_are_closed() {
    assertKept("P3", DomainRules.HAS_CLOSED_TYPES);
  }

  @Test
  default void p8_names_say_something() {
    assertKept("P8", ModuleRules.NAMES_SAY_SOMETHING);
  }

  @Test
  default void p9_packages_have_no_cycle() {
    assertKept("P9", ModuleRules.PACKAGES_HAVE_NO_CYCLE);
  }

  @Test
  default void p10_every_package_introduces_itself() {
    assertKept("P10", SourceRules.PACKAGES_INTRODUCE_THEMSELVES);
  }

  @Test
  default void p11_switches_over_closed_worlds_are_closed() {
    assertKept("P11", SourceRules.SWITCHES_ARE_CLOSED);
  }

  @Test
  default void one_place_builds_json_mappers() {
    assertKept("MAPPERS", ModuleRules.ONE_PLACE_BUILDS_JSON_MAPPERS);
  }

  @Test
  default void every_artifact_is_described() {
    assertKept("ARTIFACTS", ArtifactRules.EVERY_ARTIFACT_IS_DESCRIBED);
  }

  /** Fails where the module breaks the rule and is not exempt. */
  default void assertKept(String number, Rule rule) {
    List<String> broken = rule.brokenBy(Subject.ofThisModule(root(), domain()));
    Breaches.assertNone(number, broken, exemptions());
  }
}
