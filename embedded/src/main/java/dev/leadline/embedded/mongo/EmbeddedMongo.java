package dev.leadline.embedded.mongo;

import de.bwaldvogel.mongo.MongoServer;
import dev.leadline.embedded.LoopbackPort;
import java.io.Closeable;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A stand-in for MongoDB, in memory: what it holds ends with it. It speaks the wire protocol, has
 * real indexes and does the subset of operations that {@link OnlyTheSubset} lets through; what it
 * would answer wrongly (collations, partial indexes, transactions) it refuses.
 */
public final class EmbeddedMongo implements Closeable {

  /**
   * A worker answers one command after the other, of all connections that it has: with as many as
   * there are processors, who reads one lead waits behind whole batches of writes.
   */
  private static final int WORKERS = 16;

  private final StandInBackend backend;
  private final MongoServer server;
  private final int port;
  private boolean closed;

  private EmbeddedMongo(StandInBackend backend, MongoServer server, int port) {
    this.backend = backend;
    this.server = server;
    this.port = port;
  }

  /** Starts an empty server on a random port of the loopback address. */
  public static EmbeddedMongo start() {
    var backend = new StandInBackend();
    var server = new MongoServer(backend);
    server.bind(new InetSocketAddress(InetAddress.ofLiteral(LoopbackPort.ADDRESS), 0), 1, WORKERS);
    return new EmbeddedMongo(backend, server, server.getLocalAddress().getPort());
  }

  /** For a client that works in one database. */
  public String connectionString(String database) {
    return "mongodb://%s:%d/%s".formatted(LoopbackPort.ADDRESS, port, database);
  }

  /**
   * How many documents were looked at for all queries and updates since the start. A test that
   * takes the difference sees whether an index was used, without a clock.
   */
  public long documentsExamined() {
    return backend.documentsExamined();
  }

  /** Ends all connections; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) return;
    closed = true;
    server.shutdownNow();
  }
}
