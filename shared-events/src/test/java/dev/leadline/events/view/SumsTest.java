package dev.leadline.events.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Seeds;
import dev.leadline.events.Unstorable;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SumsTest {

  private static final String[] PIECES = {
    "leadline.", ".", "$", "\0", "\uD83D", ".v", "1", "a", " ", ""
  };

  @Test
  void a_type_is_counted_under_its_name_without_its_version() {
    assertThat(Sums.type("leadline.chat.message-sent.v1")).isEqualTo("chat_message-sent");
    assertThat(Sums.type("leadline.shop.visited")).isEqualTo("shop_visited");
  }

  @Test
  void a_type_without_a_name_is_counted_as_unknown() {
    assertThat(Sums.type("leadline.")).isEqualTo("unknown");
    assertThat(Sums.type("leadline. ")).isEqualTo("unknown");
    assertThat(Sums.type("")).isEqualTo("unknown");
  }

  @Test
  void whatever_a_type_is_its_name_is_one_that_mongodb_takes_and_one_step() {
    Seeds.each(
        2000,
        random -> {
          String type = type(random);
          String name = Sums.type(type);
          assertThat(name).as(type).isNotBlank().doesNotContain(".", "$", "\0");
          assertThat(Unstorable.isIn(name)).as(type).isFalse();
        });
  }

  private static String type(Random random) {
    var type = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) type.append(PIECES[random.nextInt(PIECES.length)]);
    return type.toString();
  }
}
