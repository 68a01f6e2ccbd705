package dev.leadline.gateway.http;

import dev.leadline.events.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says of a request that Tomcat refuses before anybody else sees it, a path with {@code %00} or
 * {@code %2f} say, what is said of all others: a problem of RFC 9457.
 */
final class RefusedByTheServer extends ErrorReportValve {

  /** Has Tomcat say it. */
  @Component
  static final class Everywhere
      implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
      tomcat.addContextCustomizers(
          context -> {
            if (!(context.getParent() instanceof StandardHost host)) return;
            host.getPipeline().addValve(new RefusedByTheServer());
            // Or it would have one of its own beside this one.
            host.setErrorReportValveClass(RefusedByTheServer.class.getName());
          });
    }
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
    Problem problem = Problem.of(status);
    ObjectNode told =
        Json.MAPPER
            .createObjectNode()
            .put("type", problem.type())
            .put("title", problem.title())
            .put("status", status)
            .put(
                "detail",
                problem == Problem.BAD_REQUEST
                    ? "The address or a header is not written as HTTP has it."
                    : problem.title() + ".");
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.getOutputStream().write(told.toString().getBytes(StandardCharsets.UTF_8));
      response.finishResponse();
    } catch (IOException gone) {
      // Nobody is there to be answered.
    }
  }
}
