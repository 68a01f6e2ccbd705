package dev.leadline.events;

import java.util.List;

/**
 * Comma-separated values (RFC 4180; domain 5.11). A cell that a spreadsheet would run as a formula
 * begins with an apostrophe; so do phone numbers, because of their plus.
 */
public final class CsvLine {

  private static final String END = "\r\n";

  /** What begins a formula, also as wide letters, or hides its beginning. */
  private static final String BEGINS_A_FORMULA = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

  private CsvLine() {}

  /** The cells of a line, or the names of all columns. */
  public static String of(List<String> cells) {
    var line = new StringBuilder(cells.size() * 16);
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) line.append(',');
      append(cells.get(i), line);
    }
    return line.append(END).toString();
  }

  private static void append(String cell, StringBuilder line) {
    boolean isFormula = isFormula(cell);
    if (!isFormula && !needsQuotes(cell)) {
      line.append(cell);
      return;
    }
    line.append('"');
    if (isFormula) line.append('\'');
    for (int i = 0; i < cell.length(); i++) {
      char sign = cell.charAt(i);
      if (sign == '"') line.append('"');
      line.append(sign);
    }
    line.append('"');
  }

  private static boolean needsQuotes(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char sign = cell.charAt(i);
      if (sign == ',' || sign == '"' || sign == '\r' || sign == '\n') return true;
    }
    return false;
  }

  private static boolean isFormula(String cell) {
    if (cell.isEmpty()) return false;
    if (BEGINS_A_FORMULA.indexOf(cell.charAt(0)) >= 0) return true;
    int first = 0;
    while (first < cell.length() && Unseen.is(cell.charAt(first))) first++;
    return first < cell.length() && BEGINS_A_FORMULA.indexOf(cell.charAt(first)) >= 0;
  }
}
