package dev.leadline.eventstore.store;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM. What is sealed is bound to its place: moved to another lead or another event it
 * cannot be opened. Layout: one byte for the layout, 12 bytes nonce, cipher text, 16 bytes tag.
 */
final class Sealing {

  static final int KEY_BYTES = 32;

  private static final byte LAYOUT = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int HEAD = 1 + NONCE_BYTES;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(Sealing::cipher);

  private Sealing() {}

  /** The key does not fit, or somebody changed or moved what was sealed. */
  static final class CannotOpen extends Exception {
    private static final long serialVersionUID = 1L;

    CannotOpen(String message, Throwable cause) {
      super(message, cause);
    }
  }

  static byte[] seal(SecretKey key, byte[] open, byte[] place) {
    byte[] sealed = new byte[HEAD + open.length + TAG_BITS / Byte.SIZE];
    byte[] nonce = randomBytes(NONCE_BYTES);
    sealed[0] = LAYOUT;
    System.arraycopy(nonce, 0, sealed, 1, NONCE_BYTES);
    try {
      Cipher cipher = CIPHER.get();
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place);
      cipher.doFinal(open, 0, open.length, sealed, HEAD);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed", e);
    }
  }

  static byte[] open(SecretKey key, byte[] sealed, byte[] place) throws CannotOpen {
    if (sealed.length < HEAD || sealed[0] != LAYOUT)
      throw new CannotOpen("is not sealed in a layout that is known", new AEADBadTagException());
    try {
      Cipher cipher = CIPHER.get();
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 1, NONCE_BYTES));
      cipher.updateAAD(place);
      return cipher.doFinal(sealed, HEAD, sealed.length - HEAD);
    } catch (AEADBadTagException e) {
      throw new CannotOpen("was sealed with another key, or changed or moved", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed", e);
    }
  }

  static byte[] place(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  static byte[] place(UUID id, UUID within) {
    return ByteBuffer.allocate(32).put(place(id)).put(place(within)).array();
  }

  static byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static Cipher cipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM has no AES-GCM", e);
    }
  }
}
