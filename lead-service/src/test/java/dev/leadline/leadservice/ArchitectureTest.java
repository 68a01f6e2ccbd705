package dev.leadline.leadservice;

import dev.leadline.house.RoleRulesContract;

class ArchitectureTest implements RoleRulesContract {

  @Override
  public String root() {
    return "dev.leadline.leadservice";
  }
}
