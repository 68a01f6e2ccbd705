package dev.leadline.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.enrichment.domain.Meters;
import dev.leadline.events.Json;
import dev.leadline.notification.domain.NotificationMeters;
import dev.leadline.timeline.domain.TimelineMeters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

/** Dashboards and alerts are files, and speak of what there is. */
class ObservabilityTest {

  private static final Path DEPLOY = Path.of("../deploy");
  private static final Pattern OURS = Pattern.compile("leadline_[a-z_]+");
  private static final Pattern ENDING =
      Pattern.compile("(_total|_seconds_(count|sum|max|bucket)|_(count|sum|max|bucket))$");

  /** What services of other makes register under these names. */
  private static final Set<String> OF_LIBRARIES =
      Set.of(
          "up",
          "http_server_requests_seconds_count",
          "http_server_requests_seconds_max",
          "jvm_gc_pause_seconds_sum",
          "jvm_memory_used_bytes",
          "process_cpu_usage",
          "spring_cloud_stream_binder_kafka_offset");

  private static final Set<String> FUNCTIONS =
      Set.of("sum", "max", "by", "rate", "increase", "delta", "and", "or", "on", "ignoring");

  /** What is counted since a process started, and only grows while it runs. */
  private static final Pattern COUNTED =
      Pattern.compile("\\b(?:rate|increase)\\(\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)");

  private static final Pattern ENDING_OF_A_COUNT = Pattern.compile("_(total|count|sum|bucket)$");

  private static Object yaml(Path file) throws IOException {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
  }

  private static List<Path> files(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(DEPLOY.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  private static Set<String> meters() {
    return Stream.of(
            Stream.of(dev.leadline.leadservice.domain.Meters.values()).map(one -> one.meter()),
            Stream.of(TimelineMeters.values()).map(one -> one.meter()),
            Stream.of(NotificationMeters.values()).map(one -> one.meter()),
            Stream.of(Meters.values()).map(one -> one.meter()),
            Stream.of(dev.leadline.gateway.domain.Meters.values()).map(one -> one.meter()))
        .flatMap(one -> one)
        .map(meter -> meter.replace('.', '_').replace('-', '_'))
        .collect(Collectors.toSet());
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> alerts() throws IOException {
    var file = (Map<String, Object>) yaml(DEPLOY.resolve("prometheus/alerts.yml"));
    return ((List<Map<String, Object>>) file.get("groups"))
        .stream()
            .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
            .toList();
  }

  private static List<JsonNode> panels() throws IOException {
    return files("grafana/dashboards", ".json").stream()
        .flatMap(file -> Json.MAPPER.readTree(file.toFile()).path("panels").valueStream())
        .toList();
  }

  private static Map<String, String> expressions() throws IOException {
    var expressions = new HashMap<String, String>();
    for (var alert : alerts())
      expressions.put("alert " + alert.get("alert"), String.valueOf(alert.get("expr")));
    for (JsonNode panel : panels())
      for (JsonNode target : panel.path("targets"))
        expressions.put(
            "panel " + panel.path("title").asString() + target.path("refId").asString(),
            target.path("expr").asString());
    return expressions;
  }

  @Test
  void every_meter_of_a_dashboard_or_an_alert_is_one_that_a_service_has() throws IOException {
    Set<String> known = meters();
    assertThat(expressions()).hasSizeGreaterThan(30);
    expressions()
        .forEach(
            (where, expression) ->
                OURS.matcher(expression)
                    .results()
                    .map(match -> match.group())
                    .forEach(
                        name ->
                            assertThat(known)
                                .as("%s names %s", where, name)
                                .contains(
                                    known.contains(name)
                                        ? name
                                        : ENDING.matcher(name).replaceFirst(""))));
  }

  @Test
  void every_other_name_in_an_expression_is_one_that_is_known_to_be_there() throws IOException {
    var labels = new HashSet<String>();
    expressions()
        .forEach(
            (where, expression) -> {
              // Labels stand in braces, or behind "by".
              String bare =
                  expression
                      .replaceAll("\\{[^}]*}", "")
                      .replaceAll("\\[[^]]*]", "")
                      .replaceAll("by \\([^)]*\\)", "");
              Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*")
                  .matcher(bare)
                  .results()
                  .map(match -> match.group())
                  .filter(name -> !FUNCTIONS.contains(name) && !OURS.matcher(name).matches())
                  .forEach(labels::add);
              assertThat(expression.chars().filter(c -> c == '(').count())
                  .as(where)
                  .isEqualTo(expression.chars().filter(c -> c == ')').count());
            });
    assertThat(OF_LIBRARIES).containsAll(labels);
  }

  @Test
  void a_rate_is_taken_of_what_only_grows() throws IOException {
    var counted = new ArrayList<String>();
    expressions()
        .forEach(
            (where, expression) -> {
              for (var match : COUNTED.matcher(expression).results().toList()) {
                counted.add(match.group(1));
                assertThat(match.group(1))
                    .as("%s takes the fall of a gauge for a start of its process", where)
                    .containsPattern(ENDING_OF_A_COUNT);
              }
              assertThat(Pattern.compile("\\b(rate|increase)\\(").matcher(expression).results())
                  .as("%s: each rate is of one name", where)
                  .hasSameSizeAs(COUNTED.matcher(expression).results().toList());
            });
    assertThat(counted).hasSizeGreaterThan(15);
  }

  @Test
  void every_alert_says_how_bad_it_is_what_happened_and_where_to_read_on() throws IOException {
    assertThat(alerts()).extracting(alert -> alert.get("alert")).doesNotHaveDuplicates();
    for (var alert : alerts()) {
      var labels = (Map<?, ?>) alert.get("labels");
      var annotations = (Map<?, ?>) alert.get("annotations");
      assertThat(labels.get("severity")).isIn("warning", "critical");
      assertThat((String) annotations.get("summary")).isNotBlank();
      assertThat(Path.of("..", (String) annotations.get("runbook"))).exists();
    }
    assertThat(alerts())
        .extracting(alert -> alert.get("alert"))
        .contains(
            "ProjectionBehind",
            "EventsParked",
            "ConsumerStopped",
            "OutboxStuck",
            "RecordsPassedOver");
  }

  @Test
  void the_runbook_says_of_every_alert_where_to_look() throws IOException {
    String runbook = Files.readString(Path.of("../docs/runbooks/observability.md"));
    for (var alert : alerts())
      assertThat(runbook).containsPattern("(?m)^\\|[^|]*\\b%s\\b".formatted(alert.get("alert")));
  }

  @Test
  void every_panel_has_its_own_place_and_a_description() throws IOException {
    for (Path file : files("grafana/dashboards", ".json")) {
      JsonNode board = Json.MAPPER.readTree(file.toFile());
      assertThat(board.path("uid").asString()).isNotBlank();
      var places = new HashSet<String>();
      for (JsonNode panel : board.path("panels")) {
        assertThat(panel.path("description").asString()).isNotBlank();
        assertThat(places.add(panel.path("gridPos").toString())).isTrue();
      }
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void prometheus_asks_every_service_of_the_compose_file_at_its_port() throws IOException {
    for (Path file : files("grafana/provisioning", ".yml")) assertThat(yaml(file)).isNotNull();
    var prometheus = Files.readString(DEPLOY.resolve("prometheus/prometheus.yml"));
    assertThat(yaml(DEPLOY.resolve("prometheus/prometheus.yml"))).isNotNull();
    var compose = (Map<String, Object>) yaml(Path.of("../docker-compose.yml"));
    var services = (Map<String, Map<String, Object>>) compose.get("services");
    services.forEach(
        (name, service) -> {
          if (!(service.get("environment") instanceof Map<?, ?> environment)) return;
          if (environment.get("SERVICE") == null) return;
          assertThat(prometheus)
              .contains("\"%s:%s\"".formatted(name, environment.get("SERVER_PORT")));
        });
  }
}
