package dev.leadline.enrichment.domain.recognising;

import dev.leadline.enrichment.domain.recognising.Recognition.Company;
import dev.leadline.enrichment.domain.recognising.Recognition.Contact;
import dev.leadline.enrichment.domain.recognising.Recognition.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Invented people of whom we know who is who, and how often recognition is right about them. Half
 * of them work in offices of 2 to 40 people behind one address, with the same few kinds of machine;
 * the others are at home, some with a partner, or share a network of a phone company with hundreds.
 * 60 of 100 have become contacts; then everybody comes once more in a new browser: of contacts one
 * in five by a link in an email, one in eight gives their name again. Colleagues and partners who
 * never became contacts come as well, look at the same pages and use the same machines.
 */
final class RecognitionMeasured {

  private static final Instant START = Instant.parse("2026-11-02T08:00:00Z");
  private static final List<String> PAGES =
      List.of("/", "/pricing", "/docs", "/customers", "/security", "/compare", "/blog/a", "/about");

  private final Random dice;
  private final List<Human> people = new ArrayList<>();
  private final Map<String, Set<Integer>> index = new HashMap<>();

  /** Counts of what was said. */
  record Result(
      int visitors, int recognisable, int named, int right, int companies, int companiesRight) {

    double precision() {
      return named == 0 ? 1 : (double) right / named;
    }

    double recall() {
      return (double) right / recognisable;
    }

    double companyPrecision() {
      return companies == 0 ? 1 : (double) companiesRight / companies;
    }
  }

  private record Human(
      int number,
      String network,
      String device,
      String name,
      String domain,
      List<String> pages,
      int hour,
      boolean contact) {}

  RecognitionMeasured(long seed) {
    dice = new Random(seed);
    int number = 0;
    for (int office = 0; number < 1_000; office++) {
      int size = 2 + dice.nextInt(39);
      // Most machines of an office are alike; so are the hours of those who work there.
      String standard = device();
      for (int i = 0; i < size && number < 1_000; i++)
        people.add(
            human(
                number++,
                "office-" + office,
                dice.nextInt(100) < 60 ? standard : device(),
                "office%d.com".formatted(office)));
    }
    for (int home = 0; number < 1_800; home++) {
      people.add(human(number++, "home-" + home, device(), work()));
      if (dice.nextInt(100) < 30) people.add(human(number++, "home-" + home, device(), work()));
    }
    for (; number < 2_000; number++)
      people.add(human(number, "carrier-" + dice.nextInt(3), device(), work()));
  }

  private String work() {
    return dice.nextInt(100) < 50 ? null : "company%d.com".formatted(dice.nextInt(300));
  }

  private String device() {
    int popular = (int) Math.min(39, Math.abs(dice.nextGaussian()) * 12);
    return "browser-" + popular + "|en-US|zone-" + dice.nextInt(3);
  }

  private Human human(int number, String network, String device, String domain) {
    List<String> pages = new ArrayList<>();
    int many = 1 + dice.nextInt(5);
    for (int i = 0; i < many; i++) pages.add(PAGES.get(dice.nextInt(PAGES.size())));
    // A few people share a name.
    String name = dice.nextInt(100) < 2 ? "john smith" : "person " + number;
    return new Human(
        number, network, device, name, domain, pages, 8 + dice.nextInt(10), dice.nextInt(100) < 60);
  }

  private Traces visits(Human human, Instant at, int times) {
    Traces traces = Traces.NONE;
    // One in ten visits is from somewhere else, by another device.
    for (int i = 0; i < times; i++) {
      boolean away = dice.nextInt(100) < 10;
      traces =
          traces.seen(
              at.plus(Duration.ofDays(i))
                  .plus(Duration.ofHours(human.hour() - 8 + dice.nextInt(2))),
              away ? "elsewhere-" + dice.nextInt(50) : human.network(),
              away ? device() : human.device(),
              human.pages().get(dice.nextInt(human.pages().size())));
    }
    return traces;
  }

  Result measure(double threshold) {
    Map<Integer, Traces> before = new HashMap<>();
    for (Human human : people)
      if (human.contact()) before.put(human.number(), visits(human, START, 2 + dice.nextInt(6)));
    // Visitors come one after the other, and each is part of the crowd for those after it.
    Map<String, Set<String>> crowds = new HashMap<>();
    before.forEach(
        (who, traces) -> {
          crowd(crowds, traces, "contact-" + who);
          for (String network : traces.networks()) index(network, who);
          index(people.get(who).name(), who);
        });
    int visitors = 0;
    int recognisable = 0;
    int named = 0;
    int right = 0;
    int companies = 0;
    int companiesRight = 0;
    for (Human human : people) {
      Instant at = START.plus(Duration.ofDays(10));
      Traces seen = visits(human, at, 1 + dice.nextInt(4));
      Traces known = before.get(human.number());
      Map<String, String> words = Map.of();
      if (known != null) {
        recognisable++;
        if (dice.nextInt(100) < 20) {
          String link = "www.example.com/offer-" + dice.nextInt(3);
          Instant clicked = at.plusSeconds(dice.nextInt(7_200));
          known = known.clicked(new Traces.Click(link, clicked));
          before.put(human.number(), known);
          index("clicked", human.number());
          seen = seen.arrived(new Traces.Click(link, clicked.plusSeconds(1 + dice.nextInt(5))));
        }
        if (dice.nextInt(100) < 12) words = Map.of("name", human.name());
      }
      visitors++;
      String me = "visitor-" + human.number();
      var others = new HashSet<String>();
      for (String network : seen.networks()) others.addAll(crowds.getOrDefault(network, Set.of()));
      var verdict =
          Recognition.of(seen, words, others.size(), candidates(seen, words, before), threshold);
      crowd(crowds, seen, me);
      if (verdict instanceof Person(String who, double score, var why)) {
        named++;
        if (who.equals(Integer.toString(human.number()))) right++;
      } else if (verdict instanceof Company(String domain, double score, int contacts)) {
        companies++;
        if (domain.equals(human.domain())) companiesRight++;
      }
    }
    return new Result(visitors, recognisable, named, right, companies, companiesRight);
  }

  private static void crowd(Map<String, Set<String>> crowds, Traces traces, String who) {
    for (String network : traces.networks())
      crowds.computeIfAbsent(network, ignored -> new HashSet<>()).add(who);
  }

  private Set<Integer> led(Traces seen, Map<String, String> words) {
    var led = new TreeSet<Integer>();
    for (String network : seen.networks()) led.addAll(index.getOrDefault(network, Set.of()));
    if (!seen.arrivals().isEmpty()) led.addAll(index.getOrDefault("clicked", Set.of()));
    String name = words.get("name");
    if (name != null) led.addAll(index.getOrDefault(name, Set.of()));
    return led;
  }

  private void index(String trace, int number) {
    index.computeIfAbsent(trace, ignored -> new HashSet<>()).add(number);
  }

  /** All whom a trace leads to, as the store finds them. */
  private List<Contact> candidates(
      Traces seen, Map<String, String> words, Map<Integer, Traces> before) {
    List<Contact> found = new ArrayList<>();
    for (int number : led(seen, words)) {
      Human human = people.get(number);
      Traces traces = before.get(number);
      if (traces == null) continue;
      boolean led =
          traces.networks().stream().anyMatch(seen.networks()::contains)
              || human.name().equals(words.get("name"))
              || traces.clicks().stream()
                  .anyMatch(click -> seen.arrivals().stream().anyMatch(click::leadsTo));
      if (led)
        found.add(
            new Contact(
                Integer.toString(human.number()),
                traces,
                Map.of("name", human.name()),
                human.domain()));
    }
    return found;
  }
}
