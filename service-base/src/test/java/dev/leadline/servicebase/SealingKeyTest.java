package dev.leadline.servicebase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingKeyTest {

  private static final String GOOD = Base64.getEncoder().encodeToString(new byte[32]);

  @TempDir private Path folder;

  private static SealingKey key(@Nullable String given, @Nullable Path file, boolean sealed) {
    return SealingKey.of("leadline.some", given, file, () -> sealed);
  }

  private static void assertRefused(@Nullable String given, @Nullable Path file, String why) {
    assertThatThrownBy(() -> key(given, file, false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(why);
  }

  @Test
  void what_is_sealed_is_opened_at_its_place_alone_and_by_its_key_alone() {
    SealingKey key = key(GOOD, null, true);
    byte[] sealed = key.seal("Zita Quux", "leads/1");
    assertThat(key(GOOD, null, true).open(sealed, "leads/1")).isEqualTo("Zita Quux");
    assertThat(key.seal("Zita Quux", "leads/1")).isNotEqualTo(sealed);
    assertThatThrownBy(() -> key.open(sealed, "leads/2")).hasMessageContaining("leads/2");
    SealingKey another = key(null, folder.resolve("another.key"), false);
    assertThatThrownBy(() -> another.open(sealed, "leads/1")).hasMessageContaining("another key");
    sealed[0] = 2;
    assertThatThrownBy(() -> key.open(sealed, "leads/1")).hasMessageContaining("layout");
  }

  /** By another program: what is stored must be read by every later version. */
  @Test
  void the_layout_and_the_codes_stay_what_they_are() {
    SealingKey key = key(GOOD, null, true);
    byte[] sealed =
        HexFormat.of()
            .parseHex(
                "01000102030405060708090a0bd2a2473320acfa8cbaeda14e3e79997aa897e663851dd3b462");
    assertThat(key.open(sealed, "leads/1")).isEqualTo("Zita Quux");
    assertThat(key.mac("fingerprints").doFinal(new byte[] {1, 2, 3}))
        .asHexString()
        .isEqualToIgnoringCase("3d56e44ae8432e33be97efeecf0be78c84988d6c6ce67d8a2c90f2a96303ea5b");
  }

  @Test
  void a_file_is_made_for_its_owner_alone_and_read_the_next_time() throws Exception {
    Path file = folder.resolve("below/some.key");
    byte[] sealed = key(" ", file, false).seal("a", "b");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(key(null, file, true).open(sealed, "b")).isEqualTo("a");
    try (var beside = Files.list(file.getParent())) {
      assertThat(beside).containsExactly(file);
    }
  }

  @Test
  void no_file_is_made_where_something_was_sealed_with_the_one_that_is_missing() {
    Path file = folder.resolve("some.key");
    assertThatThrownBy(() -> key(null, file, true)).hasMessageEndingWith("put it back.");
    assertThat(file).doesNotExist();
  }

  @Test
  void the_key_or_its_file_is_given_and_not_both() {
    String why = "Give either leadline.some.key or leadline.some.key-file.";
    assertRefused(null, null, why);
    assertRefused(" ", null, why);
    assertRefused(GOOD, folder.resolve("some.key"), why);
  }

  @Test
  void a_key_of_a_wrong_length_or_no_base64_is_refused_without_being_shown() {
    assertRefused("c2hvcnQ=", null, "has 5 bytes; it needs 32");
    assertRefused("not base64!", null, "is not Base64");
    assertThatThrownBy(() -> key("c2hvcnQ=", null, false)).hasMessageNotContaining("c2hvcnQ=");
  }
}
