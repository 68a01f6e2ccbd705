package dev.leadline.allinone.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.ClassUtils;

/**
 * A platform without a collector has no part that would trace, however the collector is not named.
 */
class UntracedTest {

  private static final int MOST = 40;

  private static List<String> leftOut(String service, @Nullable String collector)
      throws IOException {
    var environment = new StandardEnvironment();
    var given = new HashMap<String, Object>();
    if (collector != null) given.put("LEADLINE_TRACING_ENDPOINT", collector);
    environment.getPropertySources().addFirst(new MapPropertySource("given", given));
    new YamlPropertySourceLoader()
        .load(service, new ClassPathResource(service + ".yml"))
        .forEach(environment.getPropertySources()::addLast);
    return IntStream.range(0, MOST)
        .mapToObj(i -> environment.getProperty("spring.autoconfigure.exclude[" + i + "]"))
        .filter(Objects::nonNull)
        .filter(name -> name.contains("TracingAuto") || name.contains("OpenTelemetrySdk"))
        .filter(name -> ClassUtils.isPresent(name, UntracedTest.class.getClassLoader()))
        .toList();
  }

  @Test
  void without_a_collector_and_with_an_empty_one_every_service_leaves_tracing_out()
      throws IOException {
    for (PlatformService service : PlatformService.ALL) {
      assertThat(leftOut(service.label(), null)).as(service.label()).hasSize(4);
      assertThat(leftOut(service.label(), "")).as(service.label()).hasSize(4);
      assertThat(leftOut(service.label(), "http://collector:4318/v1/traces"))
          .as(service.label())
          .isEmpty();
    }
  }
}
