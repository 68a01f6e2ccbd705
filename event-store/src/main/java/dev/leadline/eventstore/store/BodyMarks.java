package dev.leadline.eventstore.store;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * As what the hash of a body is stored: HMAC-SHA256 of it under a key derived from the master key,
 * the first 64 bits. Some bodies say no more than one phone number, and there are few enough of
 * those to try them all, so the hash itself would hide nothing, and would outlive an erasure.
 */
public final class BodyMarks {

  private static final String MAC = "HmacSHA256";

  private final SecretKey secret;

  /** Of the store that this is the master key of. */
  public BodyMarks(MasterKey masterKey) {
    secret = masterKey.derive("body-marks");
  }

  long of(long bodyHash) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(secret);
      return ByteBuffer.wrap(mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(bodyHash).array()))
          .getLong();
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
