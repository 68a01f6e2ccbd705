package dev.leadline.eventstore.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * One {@code COPY ... FROM STDIN} in PostgreSQL's binary format. Rows go out while later ones are
 * still being made, so that server and client work at the same time. Closed without {@link #end},
 * it stores nothing.
 */
final class BinaryCopy implements AutoCloseable {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  /** The object id of PostgreSQL's type uuid; fixed for ever. */
  private static final int UUID_TYPE = 2950;

  private static final int SENT_AT = 1 << 15;

  private final CopyIn copy;
  private final int columns;
  private ByteBuffer buffer = ByteBuffer.allocate(2 * SENT_AT).put(SIGNATURE);

  /**
   * Begins.
   *
   * @param table the table and its columns, for example {@code lead_keys (lead_id, tenant)}
   */
  BinaryCopy(Connection connection, String table, int columns) throws SQLException {
    this.copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + table + " from stdin (format binary)");
    this.columns = columns;
  }

  BinaryCopy row() throws SQLException {
    if (buffer.position() >= SENT_AT) flush();
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

  /** An array; null for an empty one. */
  BinaryCopy add(List<UUID> ids) {
    if (ids.isEmpty()) return none();
    int bytes = 5 * Integer.BYTES + ids.size() * (Integer.BYTES + 16);
    // One dimension, no nulls, elements of type uuid; so many of them, counted from 1.
    room(Integer.BYTES + bytes).putInt(bytes).putInt(1).putInt(0).putInt(UUID_TYPE);
    room(2 * Integer.BYTES).putInt(ids.size()).putInt(1);
    for (UUID id : ids) add(id);
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

  /**
   * Stores the rows.
   *
   * @throws SQLException when PostgreSQL refuses any of them
   */
  void end() throws SQLException {
    room(Short.BYTES).putShort((short) -1);
    flush();
    copy.endCopy();
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) copy.cancelCopy();
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer.array(), 0, buffer.position());
    buffer.clear();
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
