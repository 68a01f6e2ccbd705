package dev.leadline.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeadKeyTest {

  @Test
  void keys_are_in_the_order_of_the_ids_as_texts() {
    var random = new Random(11);
    // Whichever bit comes first in either half, and whichever comes last in the first.
    List<String> ids =
        Stream.generate(
                () ->
                    new UUID(
                        random.nextInt(4) * 0x4000L << 48 | random.nextInt(4), random.nextLong()))
            .limit(1000)
            .map(UUID::toString)
            .toList();
    assertThat(ids.stream().sorted(Comparator.comparing(LeadKey::of)))
        .containsExactlyElementsOf(ids.stream().sorted().toList());
  }

  @Test
  void texts_that_are_read_as_the_same_uuid_have_keys_of_their_own() {
    assertThat(LeadKey.of("1-2-3-4-5"))
        .isNotEqualTo(LeadKey.of("00000001-0002-0003-0004-000000000005"));
  }

  @Test
  void an_id_of_another_form_has_a_key_of_its_own_which_stays_the_same() {
    // By another program: an index that is kept has it.
    assertThat(LeadKey.of("lead-1"))
        .isEqualTo(new LeadKey(0xb2986fd9d9e93e3fL, 0x0a8541411739c391L))
        .isNotEqualTo(LeadKey.of("lead-2"));
  }
}
