package dev.leadline.notification;

import dev.leadline.house.RoleRulesContract;

class ArchitectureTest implements RoleRulesContract {

  @Override
  public String root() {
    return "dev.leadline.notification";
  }
}
