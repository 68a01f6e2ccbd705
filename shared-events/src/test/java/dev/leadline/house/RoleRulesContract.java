package dev.leadline.house;

import org.junit.jupiter.api.Test;

/** The rules of the house for a module that is divided into rooms by role, as services are. */
public interface RoleRulesContract extends HouseRulesContract {

  @Test
  default void p4_adapters_meet_in_handling_or_at_a_port() {
    assertKept("P4", RoleRules.ADAPTERS_MEET_IN_THE_DOMAIN);
  }

  @Test
  default void p5_wiring_is_one_room_and_injection_goes_by_constructors() {
    assertKept("P5", RoleRules.WIRING_IS_ONE_ROOM);
  }

  @Test
  default void p6_technology_stays_in_its_room() {
    assertKept("P6", RoleRules.TECHNOLOGY_STAYS_IN_ITS_ROOM);
  }

  @Test
  default void p7_adapters_are_hidden() {
    assertKept("P7", RoleRules.ADAPTERS_ARE_HIDDEN);
  }

  @Test
  default void services_are_strangers_to_each_other() {
    assertKept("SERVICES", ModuleRules.SERVICES_ARE_STRANGERS);
  }
}
