package dev.leadline.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What a client asks for: a path with its parameters. */
final class Question {

  private static final List<List<String>> FILTERS =
      List.of(
          List.of("timeframe=7d", "timeframe=30d", "timeframe=90d"),
          List.of(
              "agent=agent-0", "agent=agent-3", "agent=agent-1&agent=agent-7", "agent=agent-30"),
          List.of("channel=CHAT", "channel=EMAIL&channel=VOICE", "channel=TEXT"),
          List.of("engagement=HIGH", "engagement=MEDIUM", "engagement=NONE"),
          List.of("stage=BROWSING", "stage=ENGAGED&stage=EMAIL_CAPTURED", "stage=CALL_SCHEDULED"),
          List.of("source=LEADLINE", "source=HUBSPOT&source=SALESFORCE"),
          List.of("country=US", "country=PT&country=ES", "country=UNKNOWN"),
          List.of("known=VERIFIED", "known=ENRICHED", "known=UNKNOWN"),
          List.of("blocked=false", "blocked=true"));

  private Question() {}

  /** With so many random filters. */
  static String filtered(Random random, int filters) {
    var some = new ArrayList<>(FILTERS);
    Collections.shuffle(some, random);
    var parameters = new ArrayList<String>();
    for (List<String> one : some.subList(0, filters))
      parameters.add(one.get(random.nextInt(one.size())));
    return "/v1/leads?" + String.join("&", parameters);
  }

  /** And a search, newest first as the figures of the index are told. */
  static String searched(String question, String text) {
    String start = question.endsWith("?") ? question : question + "&";
    return start + "q=" + URLEncoder.encode(text, UTF_8) + "&sort=-lastActivityAt";
  }
}
