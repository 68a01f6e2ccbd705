package dev.leadline.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Tells breaches of a rule from exemptions. */
final class Breaches {

  private Breaches() {}

  /** Fails with a line for each breach, and for each exemption from the rule that covers none. */
  static void assertNone(String number, List<String> broken, List<Exemption> all) {
    var exemptions = all.stream().filter(exemption -> exemption.rule().equals(number)).toList();
    assertThat(broken)
        .as("breaches of %s", number)
        .filteredOn(line -> exemptions.stream().noneMatch(exemption -> exemption.covers(line)))
        .isEmpty();
    assertThat(exemptions)
        .as("exemptions from %s that are still needed", number)
        .allMatch(exemption -> broken.stream().anyMatch(exemption::covers));
  }
}
