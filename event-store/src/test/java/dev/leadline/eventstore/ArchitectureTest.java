package dev.leadline.eventstore;

import dev.leadline.house.Exemption;
import dev.leadline.house.RoleRulesContract;
import java.util.List;

class ArchitectureTest implements RoleRulesContract {

  @Override
  public String root() {
    return "dev.leadline.eventstore";
  }

  @Override
  public List<Exemption> exemptions() {
    return List.of(
        new Exemption(
            "P7",
            "dev.leadline.eventstore.store.",
            "this module is a store and nothing else: it is what services store with"),
        new Exemption(
            "P6",
            "dev.leadline.eventstore.EventMetadata",
            "it travels as the metadata of Axon's messages"));
  }
}
