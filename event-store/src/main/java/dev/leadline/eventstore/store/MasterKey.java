package dev.leadline.eventstore.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.JdbcTemplate;

/** The key that wraps the key of each lead. Without it nothing personal can be read. */
public final class MasterKey {

  private static final String HMAC = "HmacSHA256";
  private static final byte[] PROOF = "leadline".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PLACE = "master_key_proof".getBytes(StandardCharsets.US_ASCII);

  private final SecretKey key;

  private MasterKey(SecretKey key) {
    this.key = key;
  }

  /**
   * Reads the key, or makes the file that holds it.
   *
   * @throws IllegalStateException when the settings name no key, or two, or one of a wrong length
   */
  public static MasterKey from(EventStoreSettings settings) {
    String given = settings.masterKey() == null ? "" : settings.masterKey();
    Path file = settings.masterKeyFile();
    if (!given.isBlank() && file == null) return decoded(given, "leadline.event-store.master-key");
    if (given.isBlank() && file != null) return decoded(readOrMake(file), file.toString());
    throw new IllegalStateException(
        "Give either leadline.event-store.master-key or leadline.event-store.master-key-file.");
  }

  /**
   * Makes sure that this is the key with which the store was begun.
   *
   * @throws IllegalStateException when it is another
   */
  void prove(JdbcTemplate jdbc) {
    jdbc.update(
        "insert into master_key_proof (sealed) values (?) on conflict do nothing",
        Sealing.seal(key, PROOF, PLACE));
    byte[] sealed = jdbc.queryForObject("select sealed from master_key_proof", byte[].class);
    try {
      if (sealed != null) Sealing.open(key, sealed, PLACE);
    } catch (Sealing.CannotOpen e) {
      throw new IllegalStateException(
          "The master key is not the one that this event store was begun with;"
              + " nothing personal in it could be read. Give it the right key.",
          e);
    }
  }

  /**
   * A key for another purpose that this one has no part in; the same purpose gives the same key.
   *
   * @param purpose for example {@code identity-index}
   */
  public SecretKey derive(String purpose) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key.getEncoded(), HMAC));
      return new SecretKeySpec(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)), HMAC);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  byte[] wrap(SecretKey leadKey, byte[] place) {
    return Sealing.seal(key, leadKey.getEncoded(), place);
  }

  SecretKey unwrap(byte[] wrapped, byte[] place) throws Sealing.CannotOpen {
    return new SecretKeySpec(Sealing.open(key, wrapped, place), "AES");
  }

  private static MasterKey decoded(String base64, String where) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("The master key in " + where + " is not Base64.", e);
    }
    if (bytes.length != Sealing.KEY_BYTES)
      throw new IllegalStateException(
          "The master key in " + where + " has " + bytes.length + " bytes; it needs 32.");
    return new MasterKey(new SecretKeySpec(bytes, "AES"));
  }

  /** Complete before it has its name: a crash, or a second start at once, leaves no half key. */
  private static String readOrMake(Path file) {
    try {
      if (!Files.exists(file)) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) Files.createDirectories(folder);
        Path made =
            Files.createTempFile(
                folder,
                "master-key",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        // On the disk before anything is sealed with it: a machine that loses its power keeps both.
        Files.writeString(
            made,
            Base64.getEncoder().encodeToString(Sealing.randomBytes(Sealing.KEY_BYTES)),
            StandardOpenOption.WRITE,
            StandardOpenOption.SYNC);
        try {
          Files.createLink(file, made);
        } catch (FileAlreadyExistsException anotherWasFaster) {
          // Its key is the one.
        } catch (UnsupportedOperationException noLinks) {
          Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.deleteIfExists(made);
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The master key file " + file + " cannot be used", e);
    }
  }
}
