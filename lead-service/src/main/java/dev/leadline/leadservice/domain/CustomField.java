package dev.leadline.leadservice.domain;

import java.util.regex.Pattern;

/**
 * A field that a tenant has added to the data model (domain 2.2).
 *
 * @param name for programs, for example {@code biggest_challenge}
 * @param label for people
 * @param type permanent
 */
public record CustomField(String name, String label, FieldType type) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /** Whether a field may be called so: the name by which every spelling of it is found. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches() && Fields.named(name).equals(name);
  }
}
