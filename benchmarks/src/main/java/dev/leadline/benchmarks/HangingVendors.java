package dev.leadline.benchmarks;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every vendor, CRM, model and name server: they take what they are sent and never answer. */
final class HangingVendors implements AutoCloseable {

  private final ServerSocket web;
  private final DatagramSocket names;
  private final Queue<Socket> hanging = new ConcurrentLinkedQueue<>();

  HangingVendors() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    web = new ServerSocket(0, 1024, here);
    names = new DatagramSocket(0, here);
    Thread.ofPlatform().daemon().name("hanging-vendors").start(this::accept);
  }

  private void accept() {
    while (!web.isClosed())
      try {
        hanging.add(web.accept());
      } catch (IOException closed) {
        return;
      }
  }

  /** Connections that were made and got no answer. */
  int hanging() {
    return hanging.size();
  }

  /** A platform that has nobody to ask. */
  static Map<String, String> none() {
    return Map.of(
        "LEADLINE_DEANONYMIZATION", "OFF",
        "LEADLINE_EMAIL_VALIDATION", "false",
        "LEADLINE_MODERATION_PROVIDER", "none",
        "LEADLINE_SUMMARY_PROVIDER", "none");
  }

  /** A platform that asks all of them about everything. */
  Map<String, String> settings() {
    var settings = new HashMap<String, String>();
    settings.put("LEADLINE_ENRICHMENT_ALLOW_INSIDE", "true");
    settings.put("LEADLINE_DEANONYMIZATION", "ALL_SITE_TRAFFIC");
    settings.put("LEADLINE_DEANONYMIZATION_URL", address("/recognition?ip={{ip}}"));
    settings.put("LEADLINE_ENRICHMENT_URL", address("/first?email={{email}}"));
    settings.put("LEADLINE_ENRICHMENT_2_URL", address("/second?email={{email}}"));
    settings.put("LEADLINE_ENRICHMENT_2_FIELDS", "industry=/industry");
    settings.put("LEADLINE_EMAIL_VALIDATION", "true");
    settings.put("LEADLINE_DNS", "dns://127.0.0.1:" + names.getLocalPort());
    settings.put("LEADLINE_MODERATION_PROVIDER", "openai");
    settings.put("LEADLINE_MODERATION_URL", address("/moderation"));
    settings.put("LEADLINE_SUMMARY_PROVIDER", "openai");
    settings.put("LEADLINE_SUMMARY_URL", address("/summary"));
    settings.put("LEADLINE_SUMMARY_PAUSE", "PT1S");
    settings.put("LEADLINE_CRM_SETTLING", "PT0.2S");
    for (String crm : new String[] {"SALESFORCE", "HUBSPOT", "MARKETO"}) {
      settings.put("LEADLINE_" + crm + "_URL", address("/" + crm.toLowerCase(Locale.ROOT)));
      settings.put("LEADLINE_" + crm + "_CLIENT_ID", "client");
      settings.put("LEADLINE_" + crm + "_CLIENT_SECRET", "secret");
      settings.put("LEADLINE_" + crm + "_CREATE", "true");
    }
    return settings;
  }

  private String address(String path) {
    return "http://127.0.0.1:" + web.getLocalPort() + path;
  }

  @Override
  public void close() throws IOException {
    web.close();
    names.close();
    for (Socket one : hanging) one.close();
  }
}
