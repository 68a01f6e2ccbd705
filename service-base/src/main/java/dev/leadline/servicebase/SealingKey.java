package dev.leadline.servicebase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.BooleanSupplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key under which a service seals what it stores, by AES-256-GCM. What is sealed is bound to
 * its place: moved to another row it cannot be opened. Layout: one byte for the layout, 12 bytes
 * nonce, cipher text, tag.
 */
public final class SealingKey {

  private static final String MAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final byte LAYOUT = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int HEAD = 1 + NONCE_BYTES;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;

  private SealingKey(SecretKey key) {
    this.key = key;
  }

  /**
   * Reads the key, or makes the file that holds it, readable by its owner alone.
   *
   * @param settings under which both are set, as {@code key} and {@code key-file}; exactly one is
   * @param given 32 bytes in Base64
   * @param file the same in a file
   * @param isAnythingSealed whether a key that is made now would open less than there is
   * @throws IllegalStateException when the key is not given, is none, or is missing
   */
  public static SealingKey of(
      String settings,
      @Nullable String given,
      @Nullable Path file,
      BooleanSupplier isAnythingSealed) {
    boolean isGiven = given != null && !given.isBlank();
    if (isGiven == (file != null))
      throw new IllegalStateException(
          "Give either %s.key or %s.key-file.".formatted(settings, settings));
    return new SealingKey(
        decoded(settings, file == null ? given : readOrMake(file, isAnythingSealed)));
  }

  /** Seals a text for its place. */
  public byte[] seal(String open, String place) {
    byte[] nonce = randomBytes(NONCE_BYTES);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(bytes(place));
      byte[] text = cipher.doFinal(bytes(open));
      byte[] sealed = new byte[HEAD + text.length];
      sealed[0] = LAYOUT;
      System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
      System.arraycopy(text, 0, sealed, HEAD, text.length);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed", e);
    }
  }

  /**
   * What was sealed.
   *
   * @throws IllegalStateException when it was sealed with another key, or changed or moved
   */
  public String open(byte[] sealed, String place) {
    try {
      if (sealed.length < HEAD || sealed[0] != LAYOUT)
        throw new IllegalStateException("is not sealed in a layout that is known: " + place);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 1, NONCE_BYTES));
      cipher.updateAAD(bytes(place));
      return new String(cipher.doFinal(sealed, HEAD, sealed.length - HEAD), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("was sealed with another key, or changed: " + place, e);
    }
  }

  /**
   * HMAC-SHA256 under a key that is derived from this one, for one use: what is learned of the one
   * tells nothing of the other. To be cloned by whoever uses it often: to look an algorithm up
   * takes longer than to use it.
   */
  public Mac mac(String use) {
    return mac(new SecretKeySpec(mac(key).doFinal(bytes(use)), MAC));
  }

  private static Mac mac(SecretKey key) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC failed", e);
    }
  }

  private static SecretKey decoded(String settings, @Nullable String base64) {
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(base64 == null ? "" : base64.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("The key of %s is not Base64.".formatted(settings), e);
    }
    if (decoded.length != KEY_BYTES)
      throw new IllegalStateException(
          "The key of %s has %d bytes; it needs 32.".formatted(settings, decoded.length));
    return new SecretKeySpec(decoded, "AES");
  }

  private static String readOrMake(Path file, BooleanSupplier isAnythingSealed) {
    try {
      if (!Files.exists(file)) {
        if (isAnythingSealed.getAsBoolean())
          throw new IllegalStateException(
              "There is no key file %s, but there are rows that were sealed with it: put it back."
                  .formatted(file));
        SecretFile.make(file, Base64.getEncoder().encodeToString(randomBytes(KEY_BYTES)));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The key file " + file + " cannot be used", e);
    }
  }

  private static byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
