package dev.leadline.leadservice.handling;

import dev.leadline.events.Value;
import dev.leadline.events.lead.Absorbed;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.lead.Knowledge;
import dev.leadline.events.lead.LeadState;
import dev.leadline.events.lead.Picture;

/**
 * What a lead takes of memory, about: how many things are known of it, and how long the values of
 * its fields are. Nothing else of it is large; to look at a lead takes less than to evolve it.
 */
final class LeadSize {

  /** A lead of which nothing is known yet. */
  private static final int EMPTY = 1_000;

  /** A field, a key, a touchpoint, each with its moment. */
  private static final int THING = 250;

  private static final int LETTER = 2;

  private LeadSize() {}

  /** In bytes. */
  static int of(LeadState lead) {
    long bytes = EMPTY + of(lead.own());
    for (Absorbed part : lead.absorbed()) bytes += EMPTY + of(part.picture());
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  private static long of(Picture picture) {
    Knowledge known = picture.known();
    long things =
        (long) picture.activity().agentIds().size()
            + known.fields().size()
            + known.identities().size()
            + known.touchpoints().size()
            + known.enrolments().size()
            + known.meetings().size()
            + known.scores().size()
            + known.traces().size();
    long letters = 0;
    for (FieldValue field : known.fields().values()) letters += letters(field.value());
    return things * THING + letters * LETTER;
  }

  private static long letters(Value value) {
    return switch (value) {
      case Value.Text text -> text.text().length();
      case Value.Texts list -> {
        long letters = 0;
        for (String text : list.texts()) letters += text.length() + THING / LETTER;
        yield letters;
      }
      case Value.Whole _, Value.Flag _ -> 0;
    };
  }
}
