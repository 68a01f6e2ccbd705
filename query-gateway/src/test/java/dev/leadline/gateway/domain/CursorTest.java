package dev.leadline.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void every_cursor_is_read_back_as_it_was_given_out() {
    for (Cursor cursor :
        List.of(
            new Cursor.AfterLead(SortOrder.NEWEST, 0, 1_795_000_000_123L, "", "lead-ü-1"),
            new Cursor.AfterLead(SortOrder.OLDEST, 0, SortOrder.NEVER, "", "lead-1"),
            new Cursor.AfterLead(SortOrder.STAGE, 3, -1, "", "lead-1"),
            new Cursor.AfterLead(SortOrder.NAME_DOWN, 0, 0, "0ana lima", "lead-1"),
            new Cursor.OlderThan("lead-1|2026-11-20T09:00:00.000000000Z|0000000001.0"),
            new Cursor.NewerThan("lead-1|2026-11-20T09:00:00.000000000Z|0000000001.0"))) {
      assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
      assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
    }
  }

  private static String sent(String plain) {
    byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Test
  void the_form_stays_what_it_is() {
    assertThat(Cursor.parse(sent("3\nlead\nname\n0\n12\n\nlead-1")))
        .isEqualTo(new Cursor.AfterLead(SortOrder.NAME, 0, 12, "", "lead-1"));
    assertThat(Cursor.parse(sent("3\nolder\na"))).isEqualTo(new Cursor.OlderThan("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "3\nlead",
        "3\nlead\n",
        "3\nlead\nname\n0\n12\n\n",
        "3\nlead\nshoe-size\n0\n12\n\nlead-1",
        "3\nlead\nname\nfirst\n12\n\nlead-1",
        "3\nlead\nname\n0\nyesterday\n\nlead-1",
        "3\nlead\nname\n0\n012\n\nlead-1",
        "3\nlead\nname\n0\n12\n\nlead-1\nmore",
        "3\nolder\na\nb",
        "3\nsideways\nlead-1",
        "1\nlead\n12\nlead-1",
      })
  void anything_else_is_broken(String plain) {
    assertThat(Cursor.parse(sent(plain))).isNull();
    assertThat(Cursor.parse(plain)).isNull();
  }

  @Test
  void one_that_somebody_changed_is_broken() {
    String text = new Cursor.AfterLead(SortOrder.NEWEST, 0, 0, "", "lead-1").text();
    assertThat(Cursor.parse(text)).isNotNull();
    // Whatever reads Base64 takes these for the same: padded, or with other bits that do not count.
    String sameBytes = text.substring(0, text.length() - 1) + "R";
    assertThat(Base64.getUrlDecoder().decode(sameBytes))
        .isEqualTo(Base64.getUrlDecoder().decode(text));
    for (String changed : List.of(text + "==", sameBytes, text + "=", "*" + text))
      assertThat(Cursor.parse(changed)).as(changed).isNull();
  }
}
