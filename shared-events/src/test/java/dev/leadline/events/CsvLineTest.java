package dev.leadline.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Domain 5.11. */
class CsvLineTest {

  @Test
  void cells_are_quoted_where_they_must_be_and_lines_end_as_the_standard_says() {
    assertThat(CsvLine.of(List.of("plain", "a,b", "say \"hi\"", "two\nlines", "", "ü")))
        .isEqualTo("plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",,ü\r\n");
    assertThat(CsvLine.of(List.of("", "x"))).isEqualTo(",x\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=cmd|' /C calc'!A0",
        "+351910000000",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
        "\u00a0\u2003=1",
        "\uFF1D1",
        "\uFF0B1",
        "\uFF0D1",
        "\uFF20x",
        "\0=1",
      })
  void a_cell_that_begins_a_formula_is_neutralised(String cell) {
    assertThat(CsvLine.of(List.of("x", cell))).startsWith("x,\"'" + cell.charAt(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=b", "1-1", "ana+news@acme.example", "'=1"})
  void signs_within_a_cell_do_no_harm(String cell) {
    assertThat(CsvLine.of(List.of(cell))).isEqualTo(cell + "\r\n");
  }
}
