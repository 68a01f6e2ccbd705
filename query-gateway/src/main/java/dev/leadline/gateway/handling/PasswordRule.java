package dev.leadline.gateway.handling;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a password must be (domain 2.17): eight characters, with a capital and a small letter and a
 * digit, and none that is known from leaks or is made from one in ways that everybody knows.
 */
final class PasswordRule {

  private static final int SHORTEST = 8;

  /** What the hash looks at; longer ones would only seem to be safer. */
  private static final int MOST_BYTES = 72;

  /** Of 0 to 4: below it fewer than a million guesses are enough. */
  private static final int GUESSABLE = 2;

  private static final Zxcvbn GUESSES = new Zxcvbn();

  private PasswordRule() {}

  /**
   * What is wrong with it, in words for whoever chose it; null if nothing is.
   *
   * @param known what anybody knows of them, as their name
   */
  static @Nullable String broken(String password, List<String> known) {
    if (password.length() < SHORTEST) return "A password has 8 characters at least.";
    if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES)
      return "A password has 72 bytes at most.";
    if (password.chars().noneMatch(Character::isUpperCase)
        || password.chars().noneMatch(Character::isLowerCase)
        || password.chars().noneMatch(Character::isDigit))
      return "A password has a capital letter, a small letter and a digit.";
    if (GUESSES.measure(password, known).getScore() < GUESSABLE)
      return "This password is one of those that are tried first. Choose another one.";
    return null;
  }
}
