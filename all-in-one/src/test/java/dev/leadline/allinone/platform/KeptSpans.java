package dev.leadline.allinone.platform;

import com.sun.net.httpserver.HttpServer;
import dev.leadline.embedded.LoopbackPort;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The spans of all services of a platform, kept here, and sent to a collector as well. */
@AutoConfiguration
@ConditionalOnProperty("leadline.test.keeps-spans")
public class KeptSpans {

  private static final InMemorySpanExporter KEPT = InMemorySpanExporter.create();
  private static final AtomicLong SENT = new AtomicLong();

  @Bean(destroyMethod = "")
  SpanExporter keptSpans() {
    return KEPT;
  }

  /** Of a platform whose spans are kept; what nobody traces begins no trace. */
  static Map<String, String> settings() {
    return Map.of(
        "leadline.test.keeps-spans", "true",
        "LEADLINE_TRACING_ENDPOINT", collector(),
        "LEADLINE_TRACING_PROBABILITY", "0",
        "management.opentelemetry.tracing.export.schedule-delay", "100ms");
  }

  /** Takes what is sent to it, as a collector does. */
  private static String collector() {
    try {
      var server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.ofLiteral(LoopbackPort.ADDRESS), 0), 0);
      server.createContext(
          "/v1/traces",
          exchange -> {
            SENT.addAndGet(exchange.getRequestBody().readAllBytes().length);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
      return "http://%s:%d/v1/traces"
          .formatted(LoopbackPort.ADDRESS, server.getAddress().getPort());
    } catch (IOException busy) {
      throw new UncheckedIOException(busy);
    }
  }

  static List<SpanData> all() {
    return KEPT.getFinishedSpanItems();
  }

  static List<SpanData> of(String traceId) {
    return all().stream().filter(span -> span.getTraceId().equals(traceId)).toList();
  }

  /** Bytes that the collector got. */
  static long sent() {
    return SENT.get();
  }
}
