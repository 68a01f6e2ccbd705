package dev.leadline.enrichment.providers;

import dev.leadline.events.Json;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Takes a text apart as the uncased BERT models were trained on: words and marks, and of words that
 * are not in the vocabulary the longest pieces that are.
 */
final class WordPieces {

  private static final int LONGEST_WORD = 100;
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\t\\n\\r]]+");

  private final Map<String, Integer> vocabulary;
  private final int start;
  private final int end;
  private final int unknown;

  private WordPieces(Map<String, Integer> vocabulary) {
    this.vocabulary = vocabulary;
    this.start = id("[CLS]");
    this.end = id("[SEP]");
    this.unknown = id("[UNK]");
  }

  /** With the vocabulary of a file as the library of Hugging Face writes it. */
  static WordPieces read(InputStream tokenizer) throws IOException {
    var vocabulary = new HashMap<String, Integer>();
    JsonNode words = Json.MAPPER.readTree(tokenizer).path("model").path("vocab");
    for (var word : words.properties()) vocabulary.put(word.getKey(), word.getValue().intValue());
    return new WordPieces(vocabulary);
  }

  /** The ids of a text's pieces between those of its start and its end, at most so many. */
  long[] idsOf(String text, int most) {
    var ids = new ArrayList<Integer>();
    ids.add(start);
    for (String word : words(text)) {
      List<Integer> pieces = pieces(word);
      if (ids.size() + pieces.size() >= most) break;
      ids.addAll(pieces);
    }
    ids.add(end);
    return ids.stream().mapToLong(Integer::longValue).toArray();
  }

  private static List<String> words(String text) {
    String plain = CONTROLS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    plain = MARKS.matcher(Normalizer.normalize(plain, Normalizer.Form.NFD)).replaceAll("");
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    plain
        .codePoints()
        .forEach(
            point -> {
              boolean mark = isMark(point);
              if (mark || Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                if (!word.isEmpty()) words.add(word.toString());
                word.setLength(0);
                if (mark) words.add(Character.toString(point));
              } else word.appendCodePoint(point);
            });
    if (!word.isEmpty()) words.add(word.toString());
    return words;
  }

  /** All of ASCII that is no letter or number counts, as it did in training; and ideographs. */
  private static boolean isMark(int point) {
    if (point < 128) return point > 32 && !Character.isLetterOrDigit(point);
    if (Character.isIdeographic(point)) return true;
    return switch (Character.getType(point)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private List<Integer> pieces(String word) {
    if (word.length() > LONGEST_WORD) return List.of(unknown);
    var pieces = new ArrayList<Integer>();
    int from = 0;
    while (from < word.length()) {
      int to = word.length();
      Integer piece = null;
      while (to > from && piece == null) {
        String part = word.substring(from, to);
        piece = vocabulary.get(from == 0 ? part : "##" + part);
        if (piece == null) to--;
      }
      if (piece == null) return List.of(unknown);
      pieces.add(piece);
      from = to;
    }
    return List.copyOf(pieces);
  }

  private int id(String special) {
    Integer id = vocabulary.get(special);
    if (id == null) throw new IllegalStateException("The vocabulary has no " + special);
    return id;
  }
}
