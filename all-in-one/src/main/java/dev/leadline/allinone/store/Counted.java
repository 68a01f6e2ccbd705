package dev.leadline.allinone.store;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** Passes bytes on, and knows how many there were and their checksum. Does not close its target. */
final class Counted extends OutputStream {

  private final OutputStream target;
  private final LongConsumer progress;
  private final MessageDigest digest;
  private long bytes;

  /**
   * Passes on.
   *
   * @param progress told how many bytes more there are
   */
  Counted(OutputStream target, LongConsumer progress) {
    this.target = target;
    this.progress = progress;
    this.digest = sha256();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  long bytes() {
    return bytes;
  }

  /** To be asked for once, at the end. */
  String checksum() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] some, int from, int length) throws IOException {
    target.write(some, from, length);
    digest.update(some, from, length);
    bytes += length;
    progress.accept(length);
  }
}
