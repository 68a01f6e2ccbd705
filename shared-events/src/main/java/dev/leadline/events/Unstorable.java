package dev.leadline.events;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a text of JSON may have in it and no store takes: NUL, which is none of PostgreSQL's
 * characters, and half of a pair of surrogates, which is none in UTF-8.
 */
public final class Unstorable {

  private static final char REPLACEMENT = '\uFFFD';

  private Unstorable() {}

  /** Whether there is any of it in the text. */
  public static boolean isIn(String text) {
    return firstIn(text, 0) >= 0;
  }

  /** The text, with U+FFFD where it was; the same one if it was nowhere. */
  public static String replacedIn(String text) {
    int at = firstIn(text, 0);
    if (at < 0) return text;
    var replaced = new StringBuilder(text);
    for (; at >= 0; at = firstIn(text, at + 1)) replaced.setCharAt(at, REPLACEMENT);
    return replaced.toString();
  }

  /** The tree, with U+FFFD in names and texts where it was; the same one if it was nowhere. */
  public static JsonNode replacedIn(JsonNode tree) {
    return isIn(tree) ? replaced(tree) : tree;
  }

  private static boolean isIn(JsonNode tree) {
    if (tree.isString()) return isIn(tree.stringValue());
    if (tree instanceof ObjectNode object) {
      for (var field : object.properties())
        if (isIn(field.getKey()) || isIn(field.getValue())) return true;
      return false;
    }
    if (tree instanceof ArrayNode array) for (JsonNode item : array) if (isIn(item)) return true;
    return false;
  }

  private static JsonNode replaced(JsonNode tree) {
    if (tree.isString())
      return Json.MAPPER.getNodeFactory().stringNode(replacedIn(tree.stringValue()));
    if (tree instanceof ObjectNode object) {
      ObjectNode copy = Json.MAPPER.createObjectNode();
      for (var field : object.properties())
        copy.set(replacedIn(field.getKey()), replaced(field.getValue()));
      return copy;
    }
    if (tree instanceof ArrayNode array) {
      ArrayNode copy = Json.MAPPER.createArrayNode();
      for (JsonNode item : array) copy.add(replaced(item));
      return copy;
    }
    return tree;
  }

  /** Where it is next; -1 in nearly every text. */
  private static int firstIn(String text, int from) {
    int at = from;
    while (at < text.length()) {
      char one = text.charAt(at);
      if (one == 0) return at;
      if (!Character.isSurrogate(one)) at++;
      else if (isPair(text, at)) at += 2;
      else return at;
    }
    return -1;
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }
}
