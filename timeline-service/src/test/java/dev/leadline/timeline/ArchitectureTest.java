package dev.leadline.timeline;

import dev.leadline.house.Exemption;
import dev.leadline.house.RoleRulesContract;
import java.util.List;

class ArchitectureTest implements RoleRulesContract {

  @Override
  public String root() {
    return "dev.leadline.timeline";
  }

  @Override
  public List<Exemption> exemptions() {
    return List.of(
        new Exemption(
            "P1",
            "dev.leadline.timeline.domain.ChannelFacts",
            "that a payload does not fit its type is said by an exception of Jackson"));
  }
}
