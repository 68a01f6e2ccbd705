package dev.leadline.benchmarks;

import dev.leadline.events.Channel;
import dev.leadline.events.Engagement;
import dev.leadline.events.IdentityStatus;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Stage;
import dev.leadline.events.lead.Control.Mode;
import dev.leadline.events.view.LeadRow;
import dev.leadline.events.view.LeadRow.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Rows of leads as a large company might have them: the same ones for the same seed. */
final class SeededLeads {

  private static final String TENANT = "default";
  private static final Duration PAST = Duration.ofDays(400);
  private static final int COMPANIES = 20_000;
  private static final int AGENTS = 40;

  private static final String[] COUNTRIES =
      "US GB DE FR PT ES BR IN CA AU NL SE PL IT JP MX CO AR CL ZA NG KE EG TR UA RO CZ AT CH BE"
          .split(" ");
  private static final String[] FIRST =
      ("James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara"
              + " Richard Susan Joseph Jessica Thomas Sarah Carlos Ana João Maria José Luís Søren"
              + " Zoë Łukasz Agnieszka Jürgen Käthe François Chloé Yuki Haruto Wei Ling Priya Arjun"
              + " Fatima Omar Chidi Ngozi Olena Andrii Elif Mehmet")
          .split(" ");
  private static final String[] SYLLABLES =
      ("ba be bo ca ce co da de do fa fe fo ga ge go ha he ho ka ke ko la le lo ma me mo na ne no"
           + " pa pe po ra re ro sa se so ta te to va ve vo za ze zo lin ber man son ton ski sen")
          .split(" ");

  private final long seed;
  private final Instant now;

  SeededLeads(long seed, Instant now) {
    this.seed = seed;
    this.now = now;
  }

  static String tenant() {
    return TENANT;
  }

  static String leadId(int number) {
    return "0190f1e0-%04x-7000-8000-%012x".formatted(number & 0xffff, number);
  }

  static String anonymousId(int number) {
    return "anon-" + number;
  }

  /** The row of a lead; a later version of it was active at a later time. */
  LeadRow row(int number, long version, Instant activeAt) {
    var random = new Random(seed + number);
    String company = company(random.nextInt(COMPANIES));
    boolean known = random.nextInt(100) < 60;
    String first = FIRST[random.nextInt(FIRST.length)];
    String last = capital(word(random, 3));
    String email =
        known
            ? (first + "." + last + number % 97 + "@" + company + ".example")
                .toLowerCase(Locale.ROOT)
            : null;
    String name = known && random.nextInt(100) < 85 ? first + " " + last : null;
    var status =
        known ? List.of(IdentityStatus.values()).get(random.nextInt(4)) : IdentityStatus.ANONYMOUS;
    int messages =
        random.nextInt(100) < 45 ? 0 : 1 + (int) (random.nextDouble() * random.nextInt(14));
    Stage stage =
        List.of(Stage.values()).get(Math.min(5, (int) Math.abs(random.nextGaussian() * 1.8)));
    var agents = new ArrayList<String>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      String agent = "agent-" + (int) (AGENTS * Math.pow(random.nextDouble(), 2));
      if (!agents.contains(agent)) agents.add(agent);
    }
    var channels = new ArrayList<Channel>();
    for (Channel channel : new Channel[] {Channel.CHAT, Channel.EMAIL, Channel.VOICE, Channel.TEXT})
      if (random.nextInt(100) < 30) channels.add(channel);
    channels.add(Channel.WEB);
    String country = country(random);
    LeadSource source =
        random.nextInt(100) < 70
            ? LeadSource.LEADLINE
            : List.of(LeadSource.values()).get(random.nextInt(LeadSource.values().length));
    String phone =
        random.nextInt(100) < 25 ? "+1555" + (1_000_000 + random.nextInt(8_999_999)) : null;
    String shownCompany = random.nextInt(100) < 70 ? capital(company) : null;
    return new LeadRow(
        leadId(number),
        name,
        name != null ? name : email != null ? email : "Anonymous visitor #" + number,
        email,
        phone,
        shownCompany,
        List.of(),
        status,
        status.known(),
        stage,
        activeAt,
        Engagement.of(messages),
        messages,
        new Action("Sent Chat Message", Channel.CHAT, activeAt),
        null,
        LeadRow.NO_UPCOMING_STEPS,
        channels,
        agents,
        source,
        country,
        random.nextInt(200) == 0,
        null,
        null,
        null,
        new LeadRow.Control(Mode.AUTOMATED, null, null, 0),
        false,
        activeAt.minus(Duration.ofDays(3)),
        activeAt,
        version);
  }

  /** When a lead was last active before anything is measured. */
  Instant firstActive(int number) {
    double past = Math.pow(new Random(seed - number).nextDouble(), 2);
    return now.minusMillis((long) (past * PAST.toMillis()));
  }

  private static @Nullable String country(RandomGenerator random) {
    if (random.nextInt(100) < 8) return null;
    return COUNTRIES[(int) (COUNTRIES.length * Math.pow(random.nextDouble(), 2))];
  }

  private static String company(int number) {
    return word(new Random(number), 4);
  }

  private static String word(RandomGenerator random, int syllables) {
    var word = new StringBuilder();
    for (int i = 0; i < syllables; i++) word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    return word.toString();
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /** A piece of a name, an address or a company, as somebody types it. */
  String searchFor(RandomGenerator random, int leads) {
    int number = random.nextInt(leads);
    LeadRow row = row(number, 1, now);
    List<String> texts = new ArrayList<>();
    if (row.name() != null) texts.add(row.name());
    if (row.email() != null) texts.add(row.email().substring(0, row.email().indexOf('@')));
    if (row.company() != null) texts.add(row.company());
    if (texts.isEmpty()) return "james";
    String text = texts.get(random.nextInt(texts.size()));
    int length = Math.min(text.length(), 3 + random.nextInt(5));
    int from = random.nextInt(text.length() - length + 1);
    return text.substring(from, from + length);
  }
}
