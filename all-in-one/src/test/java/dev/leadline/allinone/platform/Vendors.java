package dev.leadline.allinone.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * Two vendors on this machine. One knows the company behind any address; the other knows whoever
 * has an address at {@link #DOMAIN}, and nobody else. Both remember what they were asked.
 */
final class Vendors implements AutoCloseable {

  static final String DOMAIN = "acme.example";

  /** With a first name as well: what is matched is a company, and shows no person. */
  private static final String WHOSE_NETWORK =
      """
      {"confidence": 0.87, "company": {"name": "Acme Networks", "domain": "acme.example"},
       "person": {"first_name": "Bystander", "job_title": "Somebody else's"}}
      """;

  private static final String WHO =
      """
      {"person": {"job_title": "Head of Procurement", "seniority": "Director",
                  "department": "Procurement", "linkedin_url": "https://linkedin.example/in/ana",
                  "location": "Lisbon", "skills": ["Negotiation", "Contracts"]},
       "company": {"name": "Acme Trading", "industry": "Wholesale", "employees": "1,200",
                   "competitors": ["Globex"], "objectives": ["Fewer suppliers"]}}
      """;

  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  Vendors() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI question = exchange.getRequestURI();
      String about = URLDecoder.decode(String.valueOf(question.getQuery()), StandardCharsets.UTF_8);
      asked.add(question.getPath() + "?" + about);
      boolean network = question.getPath().equals("/network");
      boolean known = network || about.endsWith("@" + DOMAIN);
      byte[] body =
          (!known ? "{}" : network ? WHOSE_NETWORK : WHO).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(known ? 200 : 404, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** What a platform is started with that asks them, and nobody else. */
  Map<String, String> settings() {
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    var settings = new HashMap<String, String>();
    settings.put("LEADLINE_ENRICHMENT_ALLOW_INSIDE", "true");
    settings.put("LEADLINE_DEANONYMIZATION_VENDOR", "finder");
    settings.put("LEADLINE_DEANONYMIZATION_URL", address + "/network?ip={{ip}}");
    settings.put("LEADLINE_ENRICHMENT_VENDOR", "registry");
    settings.put("LEADLINE_ENRICHMENT_URL", address + "/person?email={{email}}");
    settings.put("LEADLINE_EMAIL_VALIDATION", "false");
    settings.put("LEADLINE_SUMMARY_PROVIDER", "none");
    return settings;
  }

  /** Every question so far, in order: the path and what was asked about. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** How often somebody asked whose network this is. */
  long askedOfNetwork(String ip) {
    return times("/network?ip=" + ip);
  }

  /** How often somebody asked who has this address. */
  long askedOfPerson(String email) {
    return times("/person?email=" + email);
  }

  private long times(String question) {
    return asked.stream().filter(question::equals).count();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
