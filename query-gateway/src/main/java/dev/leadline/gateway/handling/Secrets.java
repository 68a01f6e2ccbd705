package dev.leadline.gateway.handling;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Texts that nobody can guess. What is kept of them is a plain SHA-256: with 256 bits of chance in
 * it there is nothing to try out, so that a slow hash, as passwords need it, would only cost every
 * request its time.
 */
final class Secrets {

  private static final SecureRandom CHANCE = new SecureRandom();
  private static final int BYTES = 32;

  /** Without letters that look like others, for people who type them. */
  private static final String UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ";

  private static final String LOWER = "abcdefghijkmnpqrstuvwxyz";
  private static final String DIGITS = "23456789";
  private static final int GROUPS = 4;
  private static final int GROUP = 5;

  private Secrets() {}

  /** A token, for programs and links. */
  static String token(String prefix) {
    byte[] bytes = new byte[BYTES];
    CHANCE.nextBytes(bytes);
    return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A password that a person can type: more than 110 bits, with letters of every kind. */
  static String password() {
    String all = UPPER + LOWER + DIGITS;
    var password = new StringBuilder();
    for (int group = 0; group < GROUPS; group++) {
      if (group > 0) password.append('-');
      for (int i = 0; i < GROUP; i++) password.append(one(all));
    }
    password.setCharAt(0, one(UPPER));
    password.setCharAt(1, one(LOWER));
    password.setCharAt(2, one(DIGITS));
    return password.toString();
  }

  private static char one(String letters) {
    return letters.charAt(CHANCE.nextInt(letters.length()));
  }

  static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
