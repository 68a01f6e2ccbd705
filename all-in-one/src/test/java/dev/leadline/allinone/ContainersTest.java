package dev.leadline.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.servicebase.PlatformTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files that run Leadline in containers. */
class ContainersTest {

  private static final int NO_COMPOSE_HERE = 75;

  private static final Pattern SETTING = Pattern.compile("\\$\\{(LEADLINE_[A-Z0-9_]+)");

  private static final Pattern MADE_TOPIC = Pattern.compile("(?m)^ +make (leadline\\..*)$");

  private static final Pattern SIZE = Pattern.compile("(?:\\$\\{[A-Z_]+:-)?(\\d+)m}?");

  /** Settings of a service that containers have no use for. */
  private static final Set<String> OF_NO_USE =
      Set.of(
          // SERVER_PORT has the port, for whoever asks how a container does, too.
          "LEADLINE_PORT",
          "LEADLINE_LEAD_SERVICE_PORT",
          "LEADLINE_TIMELINE_PORT",
          "LEADLINE_NOTIFICATION_SERVICE_PORT",
          "LEADLINE_ENRICHMENT_SERVICE_PORT",
          // Keys are given, for no container may make one that is lost with it.
          "LEADLINE_MASTER_KEY_FILE",
          "LEADLINE_NOTIFICATION_KEY_FILE",
          "LEADLINE_ENRICHMENT_KEY_FILE",
          "LEADLINE_API_KEY_FILE",
          // The read models are as lasting as the index.
          "LEADLINE_INDEX_KEEP");

  private static Set<String> settings(String text) {
    return SETTING
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Of the services that are Leadline's own, the environment of each. */
  private static Map<String, Set<String>> environments() throws IOException {
    var environments = new TreeMap<String, Set<String>>();
    services()
        .forEach(
            (name, service) -> {
              Map<String, Object> environment = environment(service);
              if (environment.containsKey("SERVICE")) environments.put(name, environment.keySet());
            });
    return environments;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Map<String, Object>> services() throws IOException {
    Map<String, Object> file =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(read("docker-compose.yml"));
    return (Map<String, Map<String, Object>>) file.get("services");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> environment(Map<String, Object> service) {
    return (Map<String, Object>) service.getOrDefault("environment", Map.of());
  }

  /** In MiB, as it is where nothing else is set. */
  private static int memory(String name, Map<String, Object> service) {
    var limit = SIZE.matcher(String.valueOf(service.get("mem_limit")));
    assertThat(limit.matches()).as("%s has a limit: %s", name, service.get("mem_limit")).isTrue();
    return Integer.parseInt(limit.group(1));
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of("..", file));
  }

  @Test
  void compose_accepts_the_file_and_insists_on_secrets() throws Exception {
    Process check = new ProcessBuilder("../.ci/check-containers").redirectErrorStream(true).start();
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = check.waitFor();
    // Seen in the build's output, so that nobody takes a file for judged that was not.
    System.out.print(said);

    if (code == NO_COMPOSE_HERE) assertThat(said).contains("was not judged");
    else assertThat(code).as(said).isZero();
  }

  @Test
  void no_container_takes_the_memory_of_another_and_all_fit_on_a_host_of_8_gb() throws IOException {
    int all = 0;
    for (var service : services().entrySet()) {
      int memory = memory(service.getKey(), service.getValue());
      // Ends before the services start.
      if (!service.getKey().equals("topics")) all += memory;
    }

    assertThat(all).as("MiB, beside the system's own").isBetween(6000, 7424);
  }

  @Test
  void topics_are_made_as_the_services_make_them() throws IOException {
    var made =
        MADE_TOPIC
            .matcher(read("docker-compose.yml"))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(made)
        .containsExactlyElementsOf(PlatformTopics.ALL.stream().map(ContainersTest::words).toList());
  }

  /** A topic, as the file has it: where values are a list, in brackets. */
  private static String words(NewTopic topic) {
    return topic.name()
        + " "
        + topic.numPartitions()
        + topic.configs().entrySet().stream()
            .map(one -> " --config " + one.getKey() + "=" + inBrackets(one.getValue()))
            .sorted()
            .collect(Collectors.joining());
  }

  private static String inBrackets(String value) {
    return value.contains(",") ? "[" + value + "]" : value;
  }

  @Test
  void whatever_keeps_data_or_work_has_time_to_stop_in_order() throws IOException {
    for (var service : services().entrySet()) {
      boolean isOurs = environment(service.getValue()).containsKey("SERVICE");
      boolean keepsData = Set.of("postgres", "mongodb", "kafka").contains(service.getKey());
      if (isOurs || keepsData)
        assertThat(service.getValue().get("stop_grace_period"))
            .as(service.getKey())
            .isEqualTo(isOurs ? "90s" : "2m");
    }
  }

  @Test
  void what_a_container_takes_by_itself_is_less_than_its_limit() throws IOException {
    for (var service : services().entrySet()) {
      Object percent = environment(service.getValue()).get("HEAP_PERCENT");
      if (!environment(service.getValue()).containsKey("SERVICE")) continue;
      var share = Pattern.compile("\\$\\{HEAP_PERCENT:-(\\d+)}").matcher(String.valueOf(percent));
      assertThat(share.matches()).as("%s: %s", service.getKey(), percent).isTrue();
      int memory = memory(service.getKey(), service.getValue());
      assertThat(memory * (100 - Integer.parseInt(share.group(1))) / 100)
          .as("MiB of %s for everything but its heap", service.getKey())
          .isGreaterThanOrEqualTo(256);
    }
    var heap =
        Pattern.compile("-Xmx" + SIZE)
            .matcher(String.valueOf(environment(services().get("kafka")).get("KAFKA_HEAP_OPTS")));
    assertThat(heap.matches()).as("Kafka has a heap").isTrue();
    assertThat(Integer.parseInt(heap.group(1)))
        .isLessThanOrEqualTo(memory("kafka", services().get("kafka")) / 2);
    var cache =
        Pattern.compile("\\[--wiredTigerCacheSizeGB, \\$\\{MONGODB_CACHE_GB:-([\\d.]+)}]")
            .matcher(String.valueOf(services().get("mongodb").get("command")));
    assertThat(cache.matches()).as("MongoDB has a cache").isTrue();
    assertThat(Double.parseDouble(cache.group(1)) * 1024)
        .isLessThanOrEqualTo(memory("mongodb", services().get("mongodb")) / 2.0);
  }

  @Test
  void every_setting_of_a_service_can_be_set_beside_the_compose_file() throws IOException {
    var missing = new ArrayList<String>();
    for (var service : environments().entrySet()) {
      var manual = "%1$s/src/main/resources/%1$s.yml".formatted(service.getKey());
      for (String setting : settings(read(manual)))
        if (!service.getValue().contains(setting) && !OF_NO_USE.contains(setting))
          missing.add(service.getKey() + ": " + setting);
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void a_setting_that_has_another_name_now_is_known_by_its_name_of_before() throws IOException {
    Pattern keptFor = Pattern.compile("exports-kept-for: (\\S+)");
    var written = keptFor.matcher(read("lead-service/src/main/resources/lead-service.yml"));
    assertThat(written.find()).isTrue();
    String setting = written.group(1);
    String now = "LEADLINE_PRIVACY_EXPORTS_KEPT_FOR";
    String before = "LEADLINE_EXPORTS_KEPT_FOR";
    assertThat(resolved(setting, Map.of())).isEqualTo("P7D");
    assertThat(resolved(setting, Map.of(before, "P1D"))).isEqualTo("P1D");
    assertThat(resolved(setting, Map.of(before, "P1D", now, "P2D"))).isEqualTo("P2D");
  }

  private static String resolved(String setting, Map<String, Object> set) {
    var environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("set", set));
    return environment.resolvePlaceholders(setting);
  }

  @Test
  void neither_a_service_nor_its_database_waits_for_ever_for_the_other_that_has_vanished()
      throws IOException {
    for (String service : environments().keySet())
      assertThat(read("%1$s/src/main/resources/%1$s.yml".formatted(service)))
          .as(service)
          .contains("socketTimeout: ${LEADLINE_POSTGRES_TIMEOUT_SECONDS:300}")
          .contains("tcpKeepAlive: true")
          .contains("tcp_keepalives_idle=30")
          .contains("idle_in_transaction_session_timeout=120000");
  }

  @Test
  void the_compose_file_and_the_runbooks_name_no_setting_that_is_not_there() throws IOException {
    var known = new TreeSet<String>();
    var named = new TreeSet<String>();
    for (var service : environments().entrySet()) {
      known.addAll(settings(read("%1$s/src/main/resources/%1$s.yml".formatted(service.getKey()))));
      named.addAll(service.getValue());
    }
    try (Stream<Path> runbooks = Files.list(Path.of("../docs/runbooks"))) {
      for (Path runbook : runbooks.toList())
        Pattern.compile("\\bLEADLINE_[A-Z0-9_]*[A-Z0-9]\\b")
            .matcher(Files.readString(runbook))
            .results()
            .forEach(match -> named.add(match.group()));
    }

    assertThat(known).hasSizeGreaterThan(100);
    assertThat(named).filteredOn(setting -> setting.startsWith("LEADLINE_")).isSubsetOf(known);
  }

  @Test
  void every_service_of_the_compose_file_is_known_to_the_image() throws IOException {
    String starter = read("all-in-one/src/main/docker/run-service");
    var services =
        Pattern.compile("SERVICE: ([a-z-]+)")
            .matcher(read("docker-compose.yml"))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(services)
        .containsExactlyInAnyOrder(
            "lead-service",
            "timeline-service",
            "notification-service",
            "query-gateway",
            "enrichment-service");
    assertThat(services).allMatch(service -> starter.contains(service + ") main="));
  }

  @Test
  void every_main_class_of_the_image_is_there() throws Exception {
    var classes =
        Pattern.compile("main=([\\w.]+)")
            .matcher(read("all-in-one/src/main/docker/run-service"))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(classes).hasSize(5);
    for (String name : classes)
      assertThat(Class.forName(name).getDeclaredMethod("main", String[].class)).isNotNull();
  }

  @Test
  void a_service_that_the_image_does_not_know_is_refused() throws Exception {
    var builder = new ProcessBuilder("sh", "src/main/docker/run-service").redirectErrorStream(true);
    builder.environment().put("SERVICE", "coffee");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(said.strip())
        .isEqualTo(
            "SERVICE must be lead-service, timeline-service, notification-service, query-gateway or"
                + " enrichment-service,"
                + " not 'coffee'.");
  }
}
