package dev.leadline.enrichment.domain.recognising;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody leaves behind on the web. None of it names anybody.
 *
 * @param networks names of the networks they came from, newest last
 * @param devices browser, language and zone, newest last
 * @param pages paths they looked at, each once, newest last
 * @param hours of the day (UTC) to visits in it
 * @param clicks on links in emails to them
 * @param arrivals at pages by a link in an email, as the page saw it
 */
public record Traces(
    List<String> networks,
    List<String> devices,
    List<String> pages,
    Map<Integer, Integer> hours,
    List<Click> clicks,
    List<Click> arrivals,
    @Nullable Instant lastSeen) {

  /** None. */
  public static final Traces NONE =
      new Traces(List.of(), List.of(), List.of(), Map.of(), List.of(), List.of(), null);

  private static final int MOST_NETWORKS = 6;
  private static final int MOST_DEVICES = 4;
  private static final int MOST_PAGES = 40;
  private static final int MOST_CLICKS = 10;

  public Traces {
    networks = networks == null ? List.of() : List.copyOf(networks);
    devices = devices == null ? List.of() : List.copyOf(devices);
    pages = pages == null ? List.of() : List.copyOf(pages);
    hours = hours == null ? Map.of() : Map.copyOf(hours);
    clicks = clicks == null ? List.of() : List.copyOf(clicks);
    arrivals = arrivals == null ? List.of() : List.copyOf(arrivals);
  }

  /** A link and when it was followed. */
  public record Click(String url, Instant at) {

    /** Whether one is the cause of the other: the same page, within a moment. */
    boolean leadsTo(Click arrival) {
      Duration between = Duration.between(at, arrival.at());
      return url.equals(arrival.url())
          && between.compareTo(Duration.ofSeconds(-5)) >= 0
          && between.compareTo(Duration.ofSeconds(60)) <= 0;
    }
  }

  /** With a visit more. */
  public Traces seen(
      Instant at, @Nullable String network, @Nullable String device, @Nullable String path) {
    Map<Integer, Integer> counted = new TreeMap<>(hours);
    counted.merge((int) (at.getEpochSecond() / 3600 % 24), 1, Integer::sum);
    return new Traces(
        latest(networks, network, MOST_NETWORKS),
        latest(devices, device, MOST_DEVICES),
        latest(pages, path, MOST_PAGES),
        counted,
        clicks,
        arrivals,
        lastSeen == null || at.isAfter(lastSeen) ? at : lastSeen);
  }

  /** With a click on a link in an email more. */
  public Traces clicked(Click click) {
    return new Traces(
        networks, devices, pages, hours, latest(clicks, click, MOST_CLICKS), arrivals, lastSeen);
  }

  /** With an arrival by a link in an email more. */
  public Traces arrived(Click arrival) {
    return new Traces(
        networks, devices, pages, hours, clicks, latest(arrivals, arrival, MOST_CLICKS), lastSeen);
  }

  private static <T> List<T> latest(List<T> known, @Nullable T more, int most) {
    if (more == null || (!known.isEmpty() && known.getLast().equals(more))) return known;
    var all = new ArrayList<>(known);
    all.remove(more);
    all.add(more);
    return all.size() > most
        ? Collections.unmodifiableList(all.subList(all.size() - most, all.size()))
        : all;
  }
}
