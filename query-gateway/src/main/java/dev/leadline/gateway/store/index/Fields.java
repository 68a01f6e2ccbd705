package dev.leadline.gateway.store.index;

import dev.leadline.gateway.domain.Dimension;

/** What a document of the index is made of. */
final class Fields {

  /**
   * Raised whenever documents would be written differently, by a change here, in {@link Words}, in
   * {@code LeadRow} or in how texts are folded: an index of another layout is built anew.
   */
  static final String LAYOUT = "8";

  /** The lead's id. */
  static final String LEAD = "lead";

  /** The halves of its key, which order documents of the same instant. */
  static final String KEY_HIGH = "key-high";

  static final String KEY_LOW = "key-low";

  static final String VERSION = "version";

  /** Documents lie in this order, newest first. */
  static final String ACTIVITY = "activity";

  /** The key by which names are sorted. */
  static final String NAME = "name";

  static final String TENANT = "tenant";
  static final String IDENTITY = "identity";

  /** The words of the folded texts. */
  static final String WORD = "word";

  /** The folded texts, for what is more than a word. */
  static final String TEXT = "text";

  /** {@link #BOT} and {@link #INTERACTED}, of those that are or have. */
  static final String TRAIT = "trait";

  static final String BOT = "bot";
  static final String INTERACTED = "interacted";

  /** The names of custom fields, and of each lead their values as JSON. */
  static final String CUSTOM_NAME = "custom-name";

  static final String CUSTOM = "custom";

  /** The row as JSON, and until when it is true. */
  static final String ROW = "row";

  private static final int LONGEST_TERM = 1000;

  private Fields() {}

  /** What Lucene takes as a term, of whatever somebody sent: nothing longer can be told apart. */
  static String term(String value) {
    return value.length() > LONGEST_TERM ? value.substring(0, LONGEST_TERM) : value;
  }

  /** The values of a dimension. */
  static String of(Dimension dimension) {
    return "by-" + dimension.parameter();
  }
}
