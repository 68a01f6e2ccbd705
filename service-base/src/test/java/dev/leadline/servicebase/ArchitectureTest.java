package dev.leadline.servicebase;

import dev.leadline.house.HouseRulesContract;
import dev.leadline.house.ModuleRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest implements HouseRulesContract {

  @Override
  public String root() {
    return "dev.leadline.servicebase";
  }

  /** What all of them share would otherwise be a way from one to the other. */
  @Test
  void it_knows_none_of_the_services() {
    assertKept("SERVICES", ModuleRules.SERVICES_ARE_STRANGERS);
  }
}
