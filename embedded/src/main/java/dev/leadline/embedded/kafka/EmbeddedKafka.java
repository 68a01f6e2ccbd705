package dev.leadline.embedded.kafka;

import dev.leadline.embedded.CannotStart;
import dev.leadline.embedded.DataFolder;
import dev.leadline.embedded.LoopbackPort;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Kafka for a machine that has none: the real broker, one node that is also its own controller, in
 * this process and on disk. A record that was acknowledged survives {@code kill -9} of this JVM.
 */
public final class EmbeddedKafka implements Closeable {

  private static final int NODE = 1;

  private final DataFolder folder;
  private final KafkaRaftServer server;
  private final int port;
  private boolean closed;

  private EmbeddedKafka(DataFolder folder, KafkaRaftServer server, int port) {
    this.folder = folder;
    this.server = server;
    this.port = port;
  }

  /** As {@link #start(Path, int, Map)} with the settings of this module. */
  public static EmbeddedKafka start(Path dataFolder, int port) {
    return start(dataFolder, port, Map.of());
  }

  /**
   * Starts the broker on {@code <dataFolder>/kafka} and returns when it answers.
   *
   * @param port on the loopback address; 0 for any free one
   * @param overrides broker settings that replace ours, by Kafka's own names
   * @throws CannotStart with one clear line, for example when the port is taken
   */
  public static EmbeddedKafka start(Path dataFolder, int port, Map<String, String> overrides) {
    DataFolder folder = DataFolder.take(dataFolder, "kafka");
    boolean started = false;
    try {
      // One that was found free is not tried again: a child process that starts at this moment may
      // hold the socket of the first try for a millisecond.
      int listening = port == 0 ? LoopbackPort.free() : port;
      if (port != 0 && !LoopbackPort.isFree(port)) throw portInUse(port);
      Path logs = Files.createDirectories(folder.resolve("logs"));
      var settings = settings(logs, listening);
      settings.putAll(overrides);
      format(logs);
      var server = startUp(settings, folder);
      started = true;
      return new EmbeddedKafka(folder, server, listening);
    } catch (IOException e) {
      throw new CannotStart("Kafka cannot be started in " + folder.path() + ": " + e, e);
    } finally {
      if (!started) folder.close();
    }
  }

  /** When it fails, Kafka stops what it had started by itself, and has logged why. */
  private static KafkaRaftServer startUp(Map<String, String> settings, DataFolder folder) {
    try {
      var server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
      server.startup();
      return server;
    } catch (RuntimeException e) {
      throw new CannotStart(
          "Kafka cannot be started in %s: %s".formatted(folder.path(), e.getMessage()), e);
    }
  }

  private static CannotStart portInUse(int port) {
    return new CannotStart(
        "Port %d is in use by another program: choose another one for Kafka.".formatted(port));
  }

  private static Map<String, String> settings(Path logs, int port) {
    var settings = new HashMap<String, String>();
    int controller = LoopbackPort.free();
    String address = LoopbackPort.ADDRESS;
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE));
    settings.put("controller.quorum.voters", NODE + "@" + address + ":" + controller);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners",
        "BROKER://%s:%d,CONTROLLER://%s:%d".formatted(address, port, address, controller));
    settings.put("advertised.listeners", "BROKER://%s:%d".formatted(address, port));
    settings.put("inter.broker.listener.name", "BROKER");
    settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", logs.toString());
    settings.put("auto.create.topics.enable", "false");

    // There is only one node to keep a copy.
    settings.put("default.replication.factor", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.num.partitions", "4");

    // A killed broker is its own only controller: it need not wait out its former session.
    settings.put("broker.session.timeout.ms", "1500");
    settings.put("broker.heartbeat.interval.ms", "300");
    settings.put("controller.quorum.election.timeout.ms", "200");
    settings.put("controller.quorum.election.backoff.max.ms", "200");
    settings.put("group.initial.rebalance.delay.ms", "0");

    // As large as the system thinks best: a small buffer makes two threads take turns for every
    // 100 KB of a fetch.
    settings.put("socket.send.buffer.bytes", "-1");
    settings.put("socket.receive.buffer.bytes", "-1");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "2");
    settings.put("num.recovery.threads.per.data.dir", "2");
    settings.put("background.threads", "2");
    settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    return settings;
  }

  /** Gives a new folder its identity; a folder that has one is left alone. */
  private static void format(Path logs) {
    if (Files.exists(logs.resolve("meta.properties"))) return;
    var said = new ByteArrayOutputStream();
    try {
      new Formatter()
          .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE)
          .setControllerListenerName("CONTROLLER")
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setMetadataLogDirectory(logs.toString())
          .addDirectory(logs.toString())
          .run();
    } catch (Exception e) {
      throw new CannotStart("Kafka cannot be set up in " + logs + ": " + e.getMessage(), e);
    }
  }

  /** For the {@code bootstrap.servers} of a client. */
  public String bootstrapServers() {
    return LoopbackPort.ADDRESS + ":" + port;
  }

  /** Stops the broker in order and then gives the data folder back; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) return;
    closed = true;
    try {
      server.shutdown();
      server.awaitShutdown();
    } finally {
      folder.close();
    }
  }
}
