package dev.leadline.allinone.platform;

import dev.leadline.allinone.clients.OperationsClient;
import dev.leadline.allinone.clients.OwnKey;
import dev.leadline.allinone.outbox.TopicsOutbox;
import dev.leadline.embedded.CannotStart;
import dev.leadline.embedded.DataFolder;
import dev.leadline.embedded.LoopbackPort;
import dev.leadline.embedded.kafka.EmbeddedKafka;
import dev.leadline.embedded.mongo.EmbeddedMongo;
import dev.leadline.embedded.postgres.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.Banner;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * PostgreSQL, Kafka, the stand-in for MongoDB and every service, in this process. What one service
 * knows of another is an address, as if each ran on a machine of its own.
 */
public final class Platform implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(Platform.class);
  private static final String DATABASE = "leadline";

  /** Closed from the last to the first: services before the servers that they use. */
  private final Deque<Closeable> started = new ArrayDeque<>();

  /** By which services know the gateway: for this run alone. */
  private final String serviceKey = randomKey();

  private final Options options;
  private final Consumer<String> progress;
  private @Nullable Addresses addresses;

  /**
   * What the platform is started with.
   *
   * @param dataFolder held by this process alone
   * @param port of the gateway on the loopback address; 0 for any free one
   * @param kafkaPort the same for Kafka
   * @param mongo a MongoDB to use instead of the stand-in
   * @param settings further properties for every service
   * @param kafkaSettings of the broker, in the place of ours
   */
  public record Options(
      Path dataFolder,
      int port,
      int kafkaPort,
      @Nullable String mongo,
      Map<String, String> settings,
      Map<String, String> kafkaSettings) {

    /** On random ports, and asking nobody outside, as tests need it. */
    public static Options in(Path dataFolder) {
      return new Options(dataFolder, 0, 0, null, ASKING_NOBODY, Map.of());
    }

    private static final Map<String, String> ASKING_NOBODY =
        Map.of("LEADLINE_DEANONYMIZATION", "OFF", "LEADLINE_EMAIL_VALIDATION", "false");
  }

  /** Where everything answers. */
  public record Addresses(
      URI gateway,
      URI leadService,
      URI timelineService,
      URI notificationService,
      URI enrichmentService,
      String kafka,
      String postgresUrl,
      String postgresUser,
      String postgresPassword,
      String mongo) {

    /** Without the password. */
    @Override
    public String toString() {
      return "Addresses[gateway=%s, kafka=%s, postgres=%s]".formatted(gateway, kafka, postgresUrl);
    }
  }

  private Platform(Options options, Consumer<String> progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Starts everything and returns when everything answers.
   *
   * @param progress told in a few words what has been started
   * @throws CannotStart with one line for a person; what had been started is stopped again
   */
  public static Platform start(Options options, Consumer<String> progress) {
    var platform = new Platform(options, progress);
    boolean running = false;
    try {
      platform.start();
      running = true;
      return platform;
    } finally {
      if (!running) platform.close();
    }
  }

  /** Where everything answers. */
  public Addresses addresses() {
    Addresses known = addresses;
    if (known == null) throw new IllegalStateException("The platform has not started");
    return known;
  }

  private void start() {
    logThroughOneDoor();
    Path data = options.dataFolder();
    add(DataFolder.take(data, "platform"));
    int port = portOrFree(options.port(), "--port");
    portOrFree(options.kafkaPort(), "--kafka-port");
    var ports = new HashMap<PlatformService, Integer>();
    for (PlatformService service : PlatformService.ALL)
      ports.put(service, service.isGateway() ? port : LoopbackPort.free());

    var executor = Executors.newCachedThreadPool();
    try {
      var postgres = later(executor, () -> EmbeddedPostgres.start(data), "PostgreSQL");
      var kafka =
          later(
              executor,
              () -> EmbeddedKafka.start(data, options.kafkaPort(), options.kafkaSettings()),
              "Kafka");
      // Both are waited for, so that whatever did start is known and can be stopped.
      @Nullable RuntimeException problem = firstProblem(List.of(postgres, kafka));
      if (problem != null) throw problem;
      TopicsOutbox.makeMissing(kafka.join().bootstrapServers());
      addresses = addresses(postgres.join(), kafka.join(), ports);
      startServices(executor, ports);
    } finally {
      executor.shutdown();
    }
  }

  private Addresses addresses(
      EmbeddedPostgres postgres, EmbeddedKafka kafka, Map<PlatformService, Integer> ports) {
    String mongo = options.mongo();
    if (mongo == null) {
      var standIn = EmbeddedMongo.start();
      add(standIn);
      mongo = standIn.connectionString(DATABASE);
    }
    return new Addresses(
        PlatformService.QUERY_GATEWAY.address(ports),
        PlatformService.LEAD_SERVICE.address(ports),
        PlatformService.TIMELINE_SERVICE.address(ports),
        PlatformService.NOTIFICATION_SERVICE.address(ports),
        PlatformService.ENRICHMENT_SERVICE.address(ports),
        kafka.bootstrapServers(),
        postgres.jdbcUrl(),
        postgres.user(),
        postgres.password(),
        mongo);
  }

  private void startServices(ExecutorService executor, Map<PlatformService, Integer> ports) {
    var starting =
        PlatformService.ALL.stream()
            .map(
                service ->
                    later(
                        executor,
                        () -> run(service, ports.getOrDefault(service, 0)),
                        service.label()))
            .toList();
    @Nullable RuntimeException problem = firstProblem(starting);
    if (problem != null) throw problem;
  }

  private ConfigurableApplicationContext run(PlatformService service, int port) {
    var builder =
        service.application().get().bannerMode(Banner.Mode.OFF).registerShutdownHook(false);
    try {
      return builder.run(arguments(port));
    } catch (RuntimeException e) {
      LOG.error("{} does not start", service.label(), e);
      throw new CannotStart("%s does not start: %s".formatted(service.label(), rootMessage(e)), e);
    }
  }

  /** As arguments, which win over the environment of whoever started this process. */
  private String[] arguments(int port) {
    Addresses known = addresses();
    var arguments = new ArrayList<String>();
    arguments.add("--server.address=" + LoopbackPort.ADDRESS);
    arguments.add("--server.port=" + port);
    arguments.add("--spring.jmx.enabled=false");
    arguments.add("--LEADLINE_POSTGRES_URL=" + known.postgresUrl());
    arguments.add("--LEADLINE_POSTGRES_USER=" + known.postgresUser());
    arguments.add("--LEADLINE_POSTGRES_PASSWORD=" + known.postgresPassword());
    arguments.add("--LEADLINE_KAFKA_BOOTSTRAP_SERVERS=" + known.kafka());
    arguments.add("--LEADLINE_MONGODB_URI=" + known.mongo());
    arguments.add("--LEADLINE_LEAD_SERVICE_URL=" + known.leadService());
    arguments.add("--LEADLINE_TIMELINE_SERVICE_URL=" + known.timelineService());
    arguments.add("--LEADLINE_INDEX_FOLDER=" + options.dataFolder().resolve("lead-index"));
    arguments.add("--LEADLINE_EXPORTS_FOLDER=" + options.dataFolder().resolve("exports"));
    // The stand-in forgets everything: the index of an earlier run has nothing to go on from.
    arguments.add("--LEADLINE_INDEX_KEEP=" + (options.mongo() != null));
    arguments.add("--LEADLINE_NOTIFICATION_SERVICE_URL=" + known.notificationService());
    arguments.add("--LEADLINE_ENRICHMENT_SERVICE_URL=" + known.enrichmentService());
    arguments.add("--LEADLINE_DASHBOARD_URL=http://localhost:" + known.gateway().getPort());
    arguments.add("--LEADLINE_SERVICE_KEY=" + serviceKey);
    arguments.add("--LEADLINE_API_KEY_FILE=" + keyFile());
    arguments.add("--LEADLINE_MASTER_KEY=");
    arguments.add("--LEADLINE_MASTER_KEY_FILE=" + options.dataFolder().resolve("master.key"));
    arguments.add("--LEADLINE_NOTIFICATION_KEY=");
    arguments.add(
        "--LEADLINE_NOTIFICATION_KEY_FILE=" + options.dataFolder().resolve("notification.key"));
    arguments.add("--LEADLINE_ENRICHMENT_KEY=");
    arguments.add(
        "--LEADLINE_ENRICHMENT_KEY_FILE=" + options.dataFolder().resolve("enrichment.key"));
    options.settings().forEach((name, value) -> arguments.add("--" + name + "=" + value));
    return arguments.toArray(String[]::new);
  }

  private <T extends Closeable> CompletableFuture<T> later(
      ExecutorService executor, Supplier<T> start, String label) {
    return CompletableFuture.supplyAsync(
        () -> {
          T running = start.get();
          add(running);
          progress.accept(label);
          return running;
        },
        executor);
  }

  /** Waits for all of them. */
  private static @Nullable RuntimeException firstProblem(List<? extends CompletableFuture<?>> all) {
    RuntimeException first = null;
    for (var one : all) {
      try {
        one.join();
      } catch (CompletionException e) {
        if (first == null) first = e.getCause() instanceof RuntimeException known ? known : e;
      }
    }
    return first;
  }

  private synchronized void add(Closeable running) {
    started.push(running);
  }

  private static String randomKey() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static int portOrFree(int port, String flag) {
    if (port == 0) return LoopbackPort.free();
    if (LoopbackPort.isFree(port)) return port;
    throw new CannotStart(
        "Port %d is in use by another program: choose another one with %s.".formatted(port, flag));
  }

  private static String rootMessage(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null) root = root.getCause();
    String message = root.getMessage();
    return message == null
        ? root.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }

  /** Logging is this process's, not that of the service which happens to start first. */
  private static void logThroughOneDoor() {
    System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  /** A client of this platform's gateway. */
  public OperationsClient operations() {
    return new OperationsClient(addresses().gateway(), OwnKey.read(keyFile()));
  }

  /** A key of every role is in this file, which only its owner can read. */
  public Path keyFile() {
    return options.dataFolder().resolve(OwnKey.FILE);
  }

  /** Stops everything in order; a second call does nothing. */
  @Override
  public synchronized void close() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (IOException | RuntimeException e) {
        LOG.warn("Something does not stop as it should", e);
      }
    }
  }
}
