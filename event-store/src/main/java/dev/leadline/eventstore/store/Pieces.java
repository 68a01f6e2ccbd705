package dev.leadline.eventstore.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sealed pieces of an event about several leads, one after the other in one column: four bytes
 * for the length of each, then the piece; no bytes for a lead that has been erased.
 */
final class Pieces {

  private static final byte[] BEFORE = "{\"whole\":[".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] AFTER = "]}".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NONE = {};

  private Pieces() {}

  static byte[] together(List<byte @Nullable []> pieces) {
    int length = 0;
    for (byte[] piece : pieces) length += Integer.BYTES + (piece == null ? 0 : piece.length);
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] piece : pieces) {
      byte[] bytes = piece == null ? NONE : piece;
      all.putInt(bytes.length).put(bytes);
    }
    return all.array();
  }

  /**
   * One element for each piece; empty where there is none.
   *
   * @throws IllegalArgumentException when the bytes are not so many pieces
   */
  static List<byte[]> apart(byte[] together, int expected) {
    var pieces = new ArrayList<byte[]>(expected);
    ByteBuffer all = ByteBuffer.wrap(together);
    while (all.remaining() >= Integer.BYTES) {
      int length = all.getInt();
      if (length < 0 || length > all.remaining()) break;
      byte[] piece = new byte[length];
      all.get(piece);
      pieces.add(piece);
    }
    if (all.hasRemaining() || pieces.size() != expected)
      throw new IllegalArgumentException("its sealed pieces do not fit its subjects");
    return pieces;
  }

  /** The JSON of {@code LeadEvent.Parts}, of the JSON of each part that is left. */
  static byte[] parts(List<byte[]> opened) {
    int length = BEFORE.length + AFTER.length + Math.max(0, opened.size() - 1);
    for (byte[] part : opened) length += part.length;
    ByteBuffer json = ByteBuffer.allocate(length).put(BEFORE);
    for (int i = 0; i < opened.size(); i++) {
      if (i > 0) json.put((byte) ',');
      json.put(opened.get(i));
    }
    return json.put(AFTER).array();
  }
}
