package dev.leadline.enrichment;

import dev.leadline.house.RoleRulesContract;

class ArchitectureTest implements RoleRulesContract {

  @Override
  public String root() {
    return "dev.leadline.enrichment";
  }
}
