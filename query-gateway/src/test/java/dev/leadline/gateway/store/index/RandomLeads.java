package dev.leadline.gateway.store.index;

import dev.leadline.events.Channel;
import dev.leadline.events.Engagement;
import dev.leadline.events.IdentityStatus;
import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Stage;
import dev.leadline.events.lead.Control.Mode;
import dev.leadline.events.view.LeadRow;
import dev.leadline.gateway.domain.IndexedRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows that are alike in many ways, so that filters, names and instants meet often. */
final class RandomLeads {

  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static final List<String> FIRST =
      List.of(
          "Ana",
          "Anna",
          "Zoë",
          "Søren",
          "Łukasz",
          "Mary-Jane",
          "O'Brien",
          "José",
          "Иван",
          "王伟",
          "Smith",
          "Smyth",
          "Ägidius",
          "Straße",
          "Jon",
          "John",
          "Johnny",
          "a",
          "X Æ",
          "𠮷野");

  private static final List<String> LAST =
      List.of(
          "Lima",
          "Limas",
          "Müller",
          "Mueller",
          "Nguyễn",
          "Carter",
          "Cartier",
          "D'Souza",
          "Smithers",
          "Петров",
          "de la Cruz",
          "Ng",
          "Łoś",
          "Robinson",
          "Robnison",
          "Robertson");

  private static final List<String> COMPANIES =
      List.of(
          "Acme",
          "Acme Labs",
          "Globex GmbH & Co. KG",
          "Initech",
          "Umbrella+Sons",
          "münchen.de",
          "100% Pure",
          "\"Quoted\" (Ltd)",
          "Tab\tNew\nLine",
          "Ａｃｍｅ",
          "C++ Corp",
          "[x]*?");

  private static final List<String> DOMAINS =
      List.of("acme.com", "acme.example", "Globex-Group.de", "Robinson.io", "smith", "555.net");

  private static final List<String> COUNTRIES = List.of("PT", "US", "DE", "BR", "JP", "CO");

  private final Random random;

  RandomLeads(Random random) {
    this.random = random;
  }

  List<IndexedRow.Listed> several(int number) {
    return IntStream.range(0, number).mapToObj(this::make).toList();
  }

  IndexedRow.Listed make(int number) {
    String id = new UUID(random.nextLong(), number).toString();
    return row(id, "tenant-" + (random.nextInt(5) == 0 ? "b" : "a"), 1 + random.nextInt(9));
  }

  IndexedRow.Listed row(String id, String tenant, long version) {
    String name = chance(30) ? null : pick(FIRST) + (chance(20) ? "" : " " + pick(LAST));
    String email = chance(40) ? null : email();
    String company = chance(50) ? null : pick(COMPANIES);
    String phone = chance(70) ? null : "+1 (555) " + (100 + random.nextInt(30)) + "-0199";
    Instant at =
        chance(3)
            ? null
            // Whole seconds of few hours, so that many leads share an instant.
            : NOW.minusSeconds(random.nextInt(400) * (chance(50) ? 3600L : 86_400L / 2))
                .plusNanos(chance(50) ? 0 : random.nextInt(1000) * 1_000_000L);
    var status = pick(List.of(IdentityStatus.values()));
    int messages = chance(40) ? 0 : random.nextInt(9);
    var row =
        new LeadRow(
            id,
            name,
            name != null ? name : email != null ? email : "Anonymous visitor #" + id,
            email,
            phone,
            company,
            alsoFoundBy(),
            status,
            status.known(),
            pick(List.of(Stage.values())),
            null,
            Engagement.of(messages),
            messages,
            at == null || chance(20)
                ? null
                : new LeadRow.Action("Visited Webpage", Channel.WEB, at),
            null,
            LeadRow.NO_UPCOMING_STEPS,
            List.copyOf(
                some(
                    List.of(
                        Channel.CHAT, Channel.EMAIL, Channel.VOICE, Channel.TEXT, Channel.WEB))),
            List.copyOf(some(List.of("agent-1", "agent-2", "agent-3", "agent, four"))),
            pick(List.of(LeadSource.values())),
            chance(20) ? null : pick(COUNTRIES),
            chance(10),
            null,
            null,
            null,
            new LeadRow.Control(Mode.AUTOMATED, null, null, 0),
            chance(10),
            at,
            at,
            version);
    return new IndexedRow.Listed(
        tenant,
        row,
        Json.MAPPER.writeValueAsString(row),
        email == null ? Set.of() : Set.of("EMAIL:" + email),
        Map.of());
  }

  /** Of most leads nothing, of others emails, a domain, or both. */
  private List<String> alsoFoundBy() {
    var also = new ArrayList<String>();
    if (chance(25)) IntStream.range(0, 1 + random.nextInt(3)).forEach(_ -> also.add(email()));
    if (chance(20)) also.add(pick(DOMAINS));
    return also;
  }

  private String email() {
    return pick(List.of("ana", "j.smith", "robin+news", "o_brien", "info"))
        + random.nextInt(50)
        + "@"
        + pick(List.of("acme.example", "globex.example", "mail.initech.example"));
  }

  <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  <T extends Comparable<T>> Set<T> some(List<T> of) {
    var some = new TreeSet<T>();
    for (T one : of) if (chance(35)) some.add(one);
    return some;
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** A piece of something that a lead has, or nearly has. */
  @Nullable String looksFor(List<IndexedRow.Listed> leads) {
    var texts = new ArrayList<String>();
    LeadRow row = pick(leads).row();
    for (String text : new String[] {row.name(), row.email(), row.company(), row.phone()})
      if (text != null) texts.add(text);
    texts.addAll(row.alsoFoundBy());
    if (texts.isEmpty()) return null;
    String text = pick(texts);
    int from = chance(50) ? 0 : random.nextInt(text.length());
    String piece = text.substring(from, from + 1 + random.nextInt(text.length() - from));
    if (chance(20)) piece = misspelt(piece);
    if (chance(15)) piece = piece.toUpperCase(Locale.ROOT);
    if (chance(10)) piece += " " + pick(FIRST);
    if (chance(10)) piece = pick(List.of("@", "+", " ", "(", ".*", "%", "\\", "'")) + piece;
    return piece;
  }

  private String misspelt(String word) {
    if (word.length() < 2) return word;
    int at = random.nextInt(word.length() - 1);
    return switch (random.nextInt(4)) {
      case 0 -> word.substring(0, at) + word.substring(at + 1);
      case 1 -> word.substring(0, at) + "e" + word.substring(at);
      case 2 -> word.substring(0, at) + "e" + word.substring(at + 1);
      default ->
          word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
    };
  }
}
