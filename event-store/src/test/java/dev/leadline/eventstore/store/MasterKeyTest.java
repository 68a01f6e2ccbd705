package dev.leadline.eventstore.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class MasterKeyTest {

  private static final String GOOD = Base64.getEncoder().encodeToString(new byte[32]);

  @Test
  void the_key_or_its_file_is_given_and_not_both() {
    assertRefused(new EventStoreSettings(null, null), "Give either");
    assertRefused(new EventStoreSettings(" ", null), "Give either");
    assertRefused(new EventStoreSettings(GOOD, Path.of("key")), "Give either");
  }

  @Test
  void a_key_of_a_wrong_length_or_no_base64_is_refused_without_being_shown() {
    assertRefused(new EventStoreSettings("c2hvcnQ=", null), "has 5 bytes; it needs 32");
    assertRefused(new EventStoreSettings("not base64!", null), "is not Base64");
    assertThatThrownBy(() -> MasterKey.from(new EventStoreSettings("c2hvcnQ=", null)))
        .hasMessageNotContaining("c2hvcnQ=");
  }

  @Test
  void printed_settings_do_not_show_the_key() {
    assertThat(new EventStoreSettings(GOOD, null).toString())
        .contains("given")
        .doesNotContain(GOOD);
  }

  private static void assertRefused(EventStoreSettings settings, String why) {
    assertThatThrownBy(() -> MasterKey.from(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(why);
  }
}
