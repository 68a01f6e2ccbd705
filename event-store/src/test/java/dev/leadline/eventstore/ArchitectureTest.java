package dev.leadline.eventstore;

import dev.leadline.house.Exemption;
import dev.leadline.house.RoleRulesContract;
import java.util.List;

/** The house rules, with what is different in a library. */
class ArchitectureTest implements RoleRulesContract {

  @Override
  public String root() {
    return "dev.leadline.eventstore";
  }

  @Override
  public List<Exemption> exemptions() {
    return List.of(
        new Exemption(
            "P6", "dev.leadline.eventstore.EventMetadata", "it is Axon's metadata, typed"),
        new Exemption(
            "P7", "dev.leadline.eventstore.store.", "services build their handling upon it"));
  }
}
