package dev.leadline.allinone.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Whoever the platform may ever call, on this machine: it answers as they do, knows nobody, and
 * counts.
 */
final class Outside implements AutoCloseable {

  private static final int NO_SUCH_NAME = 3;

  /** What they answer, by the beginning of the path; the others say {@code {"ok":true}}. */
  private static final Map<String, String> ANSWERS =
      Map.of(
          "/moderation",
          "{\"results\":[{\"flagged\":false,\"category_scores\":{\"harassment\":0.01}}]}",
          "/summary",
          "{\"model\":\"m\",\"choices\":[{\"message\":{\"content\":\"{\\\"text\\\":\\\"Asks.\\\","
              + "\\\"salesStage\\\":\\\"Exploring\\\",\\\"painPoints\\\":[],\\\"questions\\\":[],"
              + "\\\"interests\\\":[]}\"}}]}",
          "/hubspot",
          "{\"results\":[]}",
          "/salesforce/services/oauth2",
          "{\"access_token\":\"t\",\"instance_url\":\"%s\"}",
          "/salesforce",
          "{\"done\":true,\"records\":[]}",
          "/marketo/identity",
          "{\"access_token\":\"t\",\"expires_in\":3600}",
          "/marketo",
          "{\"success\":true,\"result\":[]}");

  private final Map<String, AtomicLong> calls = new ConcurrentHashMap<>();
  private final HttpServer web;
  private final ServerSocket mail;
  private final DatagramSocket names;
  private volatile boolean hangs;

  Outside() {
    try {
      InetAddress here = InetAddress.getLoopbackAddress();
      web = HttpServer.create(new InetSocketAddress(here, 0), 100);
      mail = new ServerSocket(0, 50, here);
      names = new DatagramSocket(0, here);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    web.createContext("/", this::answer);
    web.start();
    Thread.ofPlatform().daemon().start(this::takeMail);
    Thread.ofPlatform().daemon().start(this::nameNobody);
  }

  String address(String path) {
    return "http://127.0.0.1:" + web.getAddress().getPort() + path;
  }

  int mailPort() {
    return mail.getLocalPort();
  }

  String nameServer() {
    return "dns://127.0.0.1:" + names.getLocalPort();
  }

  /** How often each was called: by the first word of the path, {@code mail} or {@code names}. */
  Map<String, Long> calls() {
    var counted = new TreeMap<String, Long>();
    calls.forEach((who, times) -> counted.put(who, times.get()));
    return counted;
  }

  /** From now on everybody takes what is sent and answers nothing; or they answer again. */
  void hangs(boolean now) {
    hangs = now;
  }

  /** How a server hangs: nothing comes until it answers again. */
  private void waitWhileItHangs() {
    while (hangs) LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
  }

  private void count(String who) {
    calls.computeIfAbsent(who, _ -> new AtomicLong()).incrementAndGet();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      count(path.split("/", -1)[1]);
      exchange.getRequestBody().readAllBytes();
      waitWhileItHangs();
      String answer =
          ANSWERS.keySet().stream()
              .filter(path::startsWith)
              .max(java.util.Comparator.comparing(String::length))
              .map(ANSWERS::get)
              .orElse("{\"ok\":true}")
              .replace("%s", address("/salesforce"));
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private void takeMail() {
    while (!mail.isClosed()) {
      try {
        Socket client = mail.accept();
        count("mail");
        Thread.ofVirtual().start(() -> takeMail(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void takeMail(Socket client) {
    try (client;
        var in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
      waitWhileItHangs();
      say(client, "220 here");
      boolean body = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (body) {
          if (!line.equals(".")) continue;
          body = false;
          say(client, "250 taken");
        } else if (line.equals("DATA")) {
          body = true;
          say(client, "354 go on");
        } else say(client, line.startsWith("QUIT") ? "221 bye" : "250 well");
      }
    } catch (IOException gone) {
      // Whoever hangs up has been counted.
    }
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** There is no such name, whatever is asked for. */
  private void nameNobody() {
    byte[] bytes = new byte[512];
    while (!names.isClosed()) {
      try {
        var question = new DatagramPacket(bytes, bytes.length);
        names.receive(question);
        count("names");
        if (hangs) continue;
        bytes[2] = (byte) (bytes[2] | 0x80);
        bytes[3] = NO_SUCH_NAME;
        names.send(new DatagramPacket(bytes, question.getLength(), question.getSocketAddress()));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** What a platform is started with that calls nobody but this. */
  Map<String, String> settings() {
    var settings = new HashMap<String, String>();
    settings.put("LEADLINE_NOTIFICATION_ALLOW_INSIDE", "true");
    settings.put("LEADLINE_ENRICHMENT_ALLOW_INSIDE", "true");
    settings.put("LEADLINE_SLACK_API", address("/slack-bot"));
    settings.put("LEADLINE_WEBEX_API", address("/webex"));
    settings.put("LEADLINE_SMTP_HOST", "127.0.0.1");
    settings.put("LEADLINE_SMTP_PORT", Integer.toString(mailPort()));
    settings.put("LEADLINE_SMTP_STARTTLS", "false");
    settings.put("LEADLINE_DEANONYMIZATION", "ALL_SITE_TRAFFIC");
    settings.put("LEADLINE_DEANONYMIZATION_URL", address("/recognition?ip={{ip}}"));
    settings.put("LEADLINE_ENRICHMENT_URL", address("/first?email={{email}}"));
    settings.put("LEADLINE_ENRICHMENT_2_URL", address("/second?email={{email}}"));
    settings.put("LEADLINE_ENRICHMENT_2_FIELDS", "industry=/industry");
    settings.put("LEADLINE_EMAIL_VALIDATION", "true");
    settings.put("LEADLINE_DNS", nameServer());
    settings.put("LEADLINE_MODERATION_PROVIDER", "openai");
    settings.put("LEADLINE_MODERATION_URL", address("/moderation"));
    settings.put("LEADLINE_MODERATION_KEY", "key");
    settings.put("LEADLINE_SUMMARY_PROVIDER", "openai");
    settings.put("LEADLINE_SUMMARY_URL", address("/summary"));
    settings.put("LEADLINE_SUMMARY_KEY", "key");
    settings.put("LEADLINE_SUMMARY_PAUSE", "PT1S");
    settings.put("LEADLINE_CRM_SETTLING", "PT0.2S");
    for (String crm : new String[] {"SALESFORCE", "HUBSPOT", "MARKETO"}) {
      settings.put(
          "LEADLINE_" + crm + "_URL", address("/" + crm.toLowerCase(java.util.Locale.ROOT)));
      settings.put("LEADLINE_" + crm + "_CLIENT_ID", "client");
      settings.put("LEADLINE_" + crm + "_CLIENT_SECRET", "secret");
    }
    settings.put("LEADLINE_HUBSPOT_TOKEN", "token");
    return settings;
  }

  @Override
  public void close() {
    web.stop(0);
    names.close();
    try {
      mail.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
