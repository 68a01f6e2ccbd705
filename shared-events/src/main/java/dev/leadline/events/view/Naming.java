package dev.leadline.events.view;

import dev.leadline.events.Provenance;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.events.lead.Picture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a lead is called, and on whose word it is known who it is (domain 4.4, "Identity"). */
final class Naming {

  private Naming() {}

  /** The whole name or its parts, whichever is better known; null if nobody told any. */
  static @Nullable String name(Picture picture) {
    FieldValue whole = picture.field("name");
    FieldValue first = picture.field("first_name");
    FieldValue last = picture.field("last_name");
    if (isWhole(whole, first, last)) return whole == null ? null : whole.value().shown();
    if (first != null && last != null) return first.value().shown() + " " + last.value().shown();
    return first != null ? first.value().shown() : last == null ? null : last.value().shown();
  }

  /** On whose word the shown name is; null if there is none. */
  private static @Nullable Provenance ofName(Picture picture) {
    FieldValue whole = picture.field("name");
    FieldValue first = picture.field("first_name");
    FieldValue last = picture.field("last_name");
    FieldValue shown = isWhole(whole, first, last) ? whole : weaker(first, last);
    return shown == null ? null : shown.provenance();
  }

  /**
   * Two parts count as the weaker of them. Of two equal ones the parts, unless the whole is newer;
   * one part alone has to be better than the whole.
   */
  private static boolean isWhole(
      @Nullable FieldValue whole, @Nullable FieldValue first, @Nullable FieldValue last) {
    FieldValue part = weaker(first, last);
    if (whole == null || part == null) return part == null;
    int byRank = Integer.compare(whole.provenance().rank(), part.provenance().rank());
    if (byRank != 0) return byRank > 0;
    if (first == null || last == null) return true;
    return whole.observed().isAfter(first.observed()) && whole.observed().isAfter(last.observed());
  }

  private static @Nullable FieldValue weaker(@Nullable FieldValue one, @Nullable FieldValue other) {
    if (one == null || other == null) return one == null ? other : one;
    return one.provenance().rank() <= other.provenance().rank() ? one : other;
  }

  /**
   * On whose word it is known how to reach the lead; without an email and a phone number, on whose
   * word its shown name is, else its company's. What a visitor types of itself says nothing about
   * who it is as long as nobody can be reached by it. Null if nobody knows anything.
   */
  static @Nullable Provenance identifiedBy(Picture picture) {
    FieldValue reached = better(picture.field("email"), picture.field("phone_number"));
    if (reached != null) return reached.provenance();
    FieldValue company = picture.field("company_name");
    return Stream.of(ofName(picture), company == null ? null : company.provenance())
        .filter(word -> word != null && !isOwn(word))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable FieldValue better(@Nullable FieldValue one, @Nullable FieldValue other) {
    if (one == null || other == null) return one == null ? other : one;
    return one.provenance().rank() >= other.provenance().rank() ? one : other;
  }

  private static boolean isOwn(Provenance word) {
    return word == Provenance.SELF || word == Provenance.URL;
  }
}
