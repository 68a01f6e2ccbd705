package dev.leadline.events;

import dev.leadline.house.Exemption;
import dev.leadline.house.HouseRulesContract;
import dev.leadline.house.ModuleRules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published language is domain through and through. */
class ArchitectureTest implements HouseRulesContract {

  @Override
  public String root() {
    return "dev.leadline.events";
  }

  @Override
  public String domain() {
    return root() + "..";
  }

  @Override
  public List<Exemption> exemptions() {
    String reason = "Jackson makes an instance of it";
    return List.of(
        new Exemption("P3", "dev.leadline.events.Json$Nothing", reason),
        new Exemption("P3", "dev.leadline.events.Json$Writer", reason),
        new Exemption("P3", "dev.leadline.events.Json$Reader", reason));
  }

  @Test
  @Override
  public void p1_the_domain_depends_on_the_jdk_the_language_and_itself_alone() {
    assertKept("P1", ModuleRules.THE_LANGUAGE_KNOWS_NO_FRAMEWORK);
  }
}
