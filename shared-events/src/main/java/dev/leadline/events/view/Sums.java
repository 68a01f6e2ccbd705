package dev.leadline.events.view;

import dev.leadline.events.Unstorable;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of the fields in {@link ReadModels#CHANNEL_DAILY} and {@link ReadModels#CONVERSATIONS} that
 * events add to. Each is a count, or the least or the greatest of texts; so the order in which
 * events come cannot show.
 */
public final class Sums {

  /** Counts of events, each under its type as {@link #type} writes it. */
  public static final String TYPES = "types";

  /** Messages of the lead. */
  public static final String MESSAGES = "messages";

  /** Messages of agents. */
  public static final String ANSWERS = "answers";

  /** Messages of team members. */
  public static final String BY_MEMBERS = "byMembers";

  /** Actions of the lead. */
  public static final String ACTIONS = "actions";

  /** Length of calls, meetings and demos; gone once the person is erased. */
  public static final String SECONDS = "seconds";

  /** Questions that a copilot did not know how to answer; gone once the person is erased. */
  public static final String UNANSWERED = "unanswered";

  /** The highest stage that an event qualified for, by its place in the funnel. */
  public static final String STAGE = "stage";

  /** When the first event came by which the email of the lead is known from itself. */
  public static final String EMAIL = "email";

  /** The newest country, after the moment that told it and a line break. */
  public static final String COUNTRY = "country";

  /** When a conversation began. */
  public static final String FIRST = "first";

  /** When something last happened in it. */
  public static final String LAST = "last";

  /** Where it began, as {@link #COUNTRY} is written; gone once the person is erased. */
  public static final String PAGE = "page";

  /** By which widget it began, written alike; gone once the person is erased. */
  public static final String INTERFACE = "interface";

  /** The newest question of the lead, written alike; gone once the person is erased. */
  public static final String QUESTION = "question";

  /** What an erasure takes. */
  public static final Set<String> PERSONAL = Set.of(SECONDS, UNANSWERED, PAGE, INTERFACE, QUESTION);

  /** For events whose type says nothing behind {@code leadline.}. */
  private static final String NAMELESS = "unknown";

  private static final Pattern VERSION = Pattern.compile("\\.v\\d+$");

  private Sums() {}

  /**
   * A type as a name of a field: {@code chat_message-sent} of its first version. Producers choose
   * types, and MongoDB refuses a change of a field without a name, takes a dot for the way into
   * another document and {@code $} for a place in a list, and knows no NUL: whatever the type, the
   * name is one that it takes, and is one step.
   */
  public static String type(String cloudEventType) {
    String name = cloudEventType;
    if (name.startsWith("leadline.")) name = name.substring("leadline.".length());
    name = VERSION.matcher(name).replaceFirst("");
    if (name.isBlank()) return NAMELESS;
    return Unstorable.replacedIn(name).replace('.', '_').replace('$', '_');
  }

  /** The value behind the moment that told it. */
  public static String value(String written) {
    return written.substring(written.indexOf('\n') + 1);
  }
}
