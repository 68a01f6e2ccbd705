package dev.leadline.gateway.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadline.events.Shortened;
import dev.leadline.events.view.LeadRow;
import dev.leadline.gateway.domain.Cursor.AfterLead;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The orders in which leads are listed. Leads that are equal in one come with the newest activity
 * first, and then by their {@linkplain LeadKey keys}; {@link #OLDEST} has both the other way round.
 */
public enum SortOrder {
  /** Newest activity first; leads without any come last. */
  NEWEST("-lastActivityAt"),
  /** The reverse of {@link #NEWEST}. */
  OLDEST("lastActivityAt"),
  /** By name from A to Z, then those without a name by what is shown instead. */
  NAME("name"),
  /** By name from Z to A, after those without a name. */
  NAME_DOWN("-name"),
  /** Along the funnel, newest activity first within a stage. */
  STAGE("stage"),
  /** Against the funnel, newest activity first within a stage. */
  STAGE_DOWN("-stage"),
  /** Best match of a search first, newest activity first among equals. */
  BEST("best");

  /** The instant of leads that were never active, which is before all others. */
  public static final long NEVER = Long.MIN_VALUE;

  /** Names are told apart by so many letters. */
  private static final int LETTERS_OF_NAME = 80;

  private final String wire;

  SortOrder(String wire) {
    this.wire = wire;
  }

  private static Comparator<AfterLead> newest() {
    return Comparator.comparingLong(AfterLead::activity)
        .reversed()
        .thenComparing(place -> LeadKey.of(place.leadId()));
  }

  private static Comparator<AfterLead> byName() {
    return Comparator.comparing(AfterLead::name, SortOrder::compare);
  }

  /** As the parameter {@code sort} names it. */
  public String wire() {
    return wire;
  }

  /** The order of places in this order. */
  public Comparator<AfterLead> places() {
    return switch (this) {
      case NEWEST -> newest();
      case OLDEST -> newest().reversed();
      case NAME -> byName().thenComparing(newest());
      case NAME_DOWN -> byName().reversed().thenComparing(newest());
      case STAGE, STAGE_DOWN, BEST ->
          Comparator.comparingInt(AfterLead::rank).thenComparing(newest());
    };
  }

  /** The order of this name; null when there is none. */
  public static @Nullable SortOrder of(String wire) {
    return Arrays.stream(values()).filter(it -> it.wire.equals(wire)).findFirst().orElse(null);
  }

  /** What a lead is sorted by in {@link #NEWEST}: milliseconds, as clients see them. */
  public static long activityOf(LeadRow row) {
    Instant at = row.lastActivityAt();
    return at == null ? NEVER : at.toEpochMilli();
  }

  /** What a lead is sorted by in {@link #NAME}. */
  public static String nameOf(LeadRow row) {
    String name = row.name();
    String folded = name == null ? "1" + Folding.fold(row.label()) : "0" + Folding.fold(name);
    return Shortened.to(LETTERS_OF_NAME, folded);
  }

  /** Texts by code points, as their bytes in UTF-8 are ordered. */
  public static int compare(String one, String other) {
    return Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }
}
