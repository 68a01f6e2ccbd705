package dev.leadline.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** An exemption is precise, has a reason, and goes when it is not needed. */
class ExemptionTest {

  @Test
  void an_exemption_covers_its_class_and_what_is_nested_in_it_alone() {
    var exemption = new Exemption("P7", "dev.leadline.Price", "shown to the world");
    assertThat(exemption.covers("Class <dev.leadline.Price> is public")).isTrue();
    assertThat(exemption.covers("Class <dev.leadline.Price$Key> is public")).isTrue();
    assertThat(exemption.covers("Method <dev.leadline.Price.get()> calls <java.X>")).isTrue();
    assertThat(exemption.covers("Class <dev.leadline.Prices> is public")).isFalse();
    assertThat(exemption.covers("Class <dev.X> uses <dev.leadline.Price>")).isFalse();
    var ofPackage = new Exemption("P7", "dev.leadline.shop.", "shown to the world");
    assertThat(ofPackage.covers("Class <dev.leadline.shop.Price> is public")).isTrue();
  }

  @Test
  void an_exemption_names_a_rule_that_exists_and_a_reason() {
    assertThatThrownBy(() -> new Exemption("P77", "dev.leadline.Price", "why"))
        .hasMessage("No rule is P77");
    assertThatThrownBy(() -> new Exemption("P7", "dev.leadline.Price", " "))
        .hasMessage("dev.leadline.Price is exempt without reason");
  }

  @Test
  void an_exemption_that_covers_nothing_is_reported() {
    var exemption = new Exemption("P9", "dev.leadline.events.Gone", "was needed once");
    assertThatThrownBy(() -> Breaches.assertNone("P9", List.of(), List.of(exemption)))
        .hasMessageContaining("exemptions from P9 that are still needed");
  }

  @Test
  void a_breach_without_an_exemption_is_reported_and_one_with_it_is_not() {
    List<String> broken = List.of("Class <dev.leadline.Price> is public");
    assertThatThrownBy(() -> Breaches.assertNone("P7", broken, List.of()))
        .hasMessageContaining("Class <dev.leadline.Price> is public");
    var exemption = new Exemption("P7", "dev.leadline.Price", "shown to the world");
    assertThatCode(() -> Breaches.assertNone("P7", broken, List.of(exemption)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Breaches.assertNone("P8", broken, List.of(exemption)))
        .hasMessageContaining("Class <dev.leadline.Price> is public");
  }
}
