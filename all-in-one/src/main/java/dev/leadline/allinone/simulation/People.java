package dev.leadline.allinone.simulation;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import net.datafaker.Faker;

/**
 * Everybody who may visit. A person is made from its number alone, so any number of them needs no
 * memory. No two people share an email address: it would make one lead of two.
 */
final class People {

  private static final int COMPANIES = 1_200;
  private static final int FIRST_NAMES = 600;
  private static final int LAST_NAMES = 400;
  private static final int JOB_TITLES = 200;
  private static final int PERSONAL_MAILBOX_PERCENT = 8;

  private static final List<String> BROWSERS =
      List.of(
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_6) AppleWebKit/605.1.15 (KHTML, like Gecko)"
              + " Version/18.1 Safari/605.1.15",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/142.0.0.0 Safari/537.36",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0",
          "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
              + " Gecko) Version/18.1 Mobile/15E148 Safari/604.1");

  private final long seed;
  private final List<String> companyNames;
  private final List<String> firstNames;
  private final List<String> lastNames;
  private final List<String> jobTitles;

  private People(long seed, Faker faker) {
    this.seed = seed;
    this.companyNames = List.copyOf(distinct(COMPANIES, faker.company()::name).values());
    this.firstNames = List.copyOf(distinct(FIRST_NAMES, faker.name()::firstName).values());
    this.lastNames = List.copyOf(distinct(LAST_NAMES, faker.name()::lastName).values());
    this.jobTitles = List.copyOf(distinct(JOB_TITLES, faker.job()::title).values());
  }

  static People of(long seed) {
    return new People(seed, new Faker(Locale.ENGLISH, new Random(seed)));
  }

  /** Names that also differ as part of an address, in the order in which they were invented. */
  private static Map<String, String> distinct(int count, Supplier<String> invent) {
    var bySlug = new LinkedHashMap<String, String>();
    int patience = count * 50;
    while (bySlug.size() < count && patience-- > 0) {
      String name = invent.get();
      String slug = slug(name);
      if (!slug.isEmpty()) bySlug.putIfAbsent(slug, name);
    }
    return bySlug;
  }

  private static String slug(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "");
  }

  Person person(int number) {
    var chance = Chance.of(seed, "person", number);
    // Spread so that neighbours differ; inside one company every pair of names comes once.
    int company = (int) ((number * 7_919L) % companyNames.size());
    long place = number / companyNames.size();
    long pairs = (long) firstNames.size() * lastNames.size();
    long pair = (place * 15_485_863L + company * 104_729L) % pairs;
    String first = firstNames.get((int) (pair / lastNames.size()));
    String last = lastNames.get((int) (pair % lastNames.size()));
    var where = chance.oneOf(Place.ALL);
    String mailbox = slug(first) + "." + slug(last);
    boolean personal = chance.percent(PERSONAL_MAILBOX_PERCENT) || place >= pairs;
    String companyName = companyNames.get(company);
    String email =
        personal
            ? mailbox + "." + number + "@mailbox.example"
            : mailbox + "@" + slug(companyName) + ".example";
    return new Person(
        number,
        chance.hexadecimal(16),
        first,
        last,
        email,
        where.dialling() + (1_000 + chance.below(9_000)),
        companyName,
        chance.oneOf(jobTitles),
        where,
        where.network() + "." + chance.between(1, 254),
        chance.oneOf(BROWSERS));
  }
}
