package dev.leadline.allinone;

import dev.leadline.house.Exemption;
import dev.leadline.house.HouseRulesContract;
import java.util.List;

class ArchitectureTest implements HouseRulesContract {

  @Override
  public String root() {
    return "dev.leadline.allinone";
  }

  @Override
  public String domain() {
    return root() + ".simulation..";
  }

  @Override
  public List<Exemption> exemptions() {
    String simulation = domain().replace("..", ".");
    return List.of(
        new Exemption("P1", simulation + "People", "names of people come from a library"),
        new Exemption("P1", simulation + "Traffic", "the envelope holds its data as a JSON tree"),
        new Exemption("P2", simulation + "People", "that library wants dice; ours have a seed"));
  }
}
