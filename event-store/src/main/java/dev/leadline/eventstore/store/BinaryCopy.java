package dev.leadline.eventstore.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows in PostgreSQL's binary format for {@code COPY ... FROM STDIN}, sent in one go. */
final class BinaryCopy {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final int columns;
  private ByteBuffer buffer = ByteBuffer.allocate(1 << 16).put(SIGNATURE);

  BinaryCopy(int columns) {
    this.columns = columns;
  }

  BinaryCopy row() {
    room(Short.BYTES).putShort((short) columns);
    return this;
  }

  BinaryCopy add(@Nullable UUID id) {
    if (id == null) return none();
    room(Integer.BYTES + 16)
        .putInt(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits());
    return this;
  }

  BinaryCopy add(@Nullable Long number) {
    if (number == null) return none();
    room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(number);
    return this;
  }

  BinaryCopy add(int number) {
    room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(number);
    return this;
  }

  BinaryCopy add(Instant at) {
    return add(Long.valueOf(ChronoUnit.MICROS.between(EPOCH, at)));
  }

  BinaryCopy add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  BinaryCopy add(byte @Nullable [] bytes) {
    if (bytes == null) return none();
    room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
    return this;
  }

  void send(Connection connection, String copy) throws SQLException {
    room(Short.BYTES).putShort((short) -1);
    CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
    boolean done = false;
    try {
      in.writeToCopy(buffer.array(), 0, buffer.position());
      in.endCopy();
      done = true;
    } finally {
      if (!done && in.isActive()) in.cancelCopy();
    }
  }

  private BinaryCopy none() {
    room(Integer.BYTES).putInt(-1);
    return this;
  }

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      int used = buffer.position();
      buffer =
          ByteBuffer.wrap(Arrays.copyOf(buffer.array(), Math.max(used * 2, used + bytes)))
              .position(used);
    }
    return buffer;
  }
}
