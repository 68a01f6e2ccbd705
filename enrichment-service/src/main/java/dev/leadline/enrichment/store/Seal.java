package dev.leadline.enrichment.store;

import dev.leadline.enrichment.domain.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * AES-256-GCM under the service's own key. What is sealed is bound to its place: moved to another
 * row it cannot be opened. Fingerprints are HMAC-SHA256 under a key derived from it. Layout: one
 * byte for the layout, 12 bytes nonce, cipher text, tag.
 */
@Component
@DependsOn("enrichmentSchema")
final class Seal implements Fingerprint {

  private static final String MAC = "HmacSHA256";
  private static final String IS_ANYTHING_SEALED =
      """
      select exists (select from leads) or exists (select from crm_leads)
        or exists (select from conversation_lines)
        or exists (select from inquiries where request is not null or answer is not null)
      """;
  private static final int KEY_BYTES = 32;
  private static final byte LAYOUT = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int HEAD = 1 + NONCE_BYTES;

  private final SecureRandom random = new SecureRandom();
  private final SecretKey key;

  /** To be copied: to look an algorithm up takes longer than to use it. */
  private final Mac fingerprints;

  Seal(SealingSettings settings, JdbcTemplate jdbc) {
    String given = settings.key() == null ? "" : settings.key();
    Path file = settings.keyFile();
    if (given.isBlank() == (file == null))
      throw new IllegalStateException(
          "Give either leadline.enrichment-service.sealing.key or"
              + " leadline.enrichment-service.sealing.key-file.");
    key = decoded(file == null ? given : readOrMake(file, jdbc));
    // One key for one use: what is learned of the one tells nothing of the other.
    fingerprints = mac(new SecretKeySpec(digest(mac(key), "fingerprints"), MAC));
  }

  @Override
  public String of(String... texts) {
    var all = new StringBuilder();
    // With their lengths, so that no two lists of texts read alike.
    for (String text : texts) all.append(text.length()).append(':').append(text);
    return HexFormat.of().formatHex(digest(copy(fingerprints), all.toString()), 0, 16);
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

  private static Mac copy(Mac mac) {
    try {
      return (Mac) mac.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("HMAC cannot be copied", e);
    }
  }

  private static byte[] digest(Mac mac, String text) {
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] seal(String open, String place) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      byte[] text = cipher.doFinal(open.getBytes(StandardCharsets.UTF_8));
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
  String open(byte[] sealed, String place) {
    try {
      if (sealed.length < HEAD || sealed[0] != LAYOUT)
        throw new IllegalStateException("is not sealed in a layout that is known: " + place);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 1, NONCE_BYTES));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      return new String(cipher.doFinal(sealed, HEAD, sealed.length - HEAD), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("was sealed with another key, or changed: " + place, e);
    }
  }

  private static SecretKey decoded(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("The key of the enrichment service is not Base64.", e);
    }
    if (bytes.length != KEY_BYTES)
      throw new IllegalStateException(
          "The key of the enrichment service has %d bytes; it needs 32.".formatted(bytes.length));
    return new SecretKeySpec(bytes, "AES");
  }

  private String readOrMake(Path file, JdbcTemplate jdbc) {
    try {
      if (!Files.exists(file)) {
        if (Boolean.TRUE.equals(jdbc.queryForObject(IS_ANYTHING_SEALED, Boolean.class)))
          throw new IllegalStateException(
              "There is no key file %s, but there are rows that were sealed with it: put it back."
                  .formatted(file));
        make(file);
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The key file " + file + " cannot be used", e);
    }
  }

  /** Readable by its owner from the first moment; a second start at once uses the first's key. */
  private void make(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) Files.createDirectories(folder);
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    var owner = PosixFilePermissions.fromString("rw-------");
    Path made =
        Files.createTempFile(folder, "key", ".new", PosixFilePermissions.asFileAttribute(owner));
    Files.writeString(made, Base64.getEncoder().encodeToString(bytes));
    try {
      Files.createLink(file, made);
    } catch (FileAlreadyExistsException anotherWasFaster) {
      // Its key is the one.
    } finally {
      Files.deleteIfExists(made);
    }
  }
}
