package dev.leadline.enrichment.domain.recognising;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a visitor is one of the contacts whom we know. Each kind of evidence adds the logarithm
 * of how much likelier it is of the same person than of another who was found for the visitor (bits
 * of evidence, as in the theory of Fellegi and Sunter); that one of a few candidates is the visitor
 * at all is unlikely to begin with. A person is said only
 *
 * <ul>
 *   <li>at or above the threshold,
 *   <li>by evidence of two kinds at least, of which one ties the visitor to that contact alone (a
 *       link in an email, their own words, or the same device on a network of nobody else),
 *   <li>if no other contact comes near.
 * </ul>
 *
 * A company is said if a network belongs to it: most of its contacts are of one work domain, and
 * there are two of them at the least. Nobody is told by an office's network alone who it is.
 */
public final class Recognition {

  /** The score at which a person is named, unless a tenant's operator sets another. */
  public static final double DEFAULT_THRESHOLD = 0.9;

  /** How much likelier than not a visitor is somebody else, before any evidence. */
  private static final double PRIOR_BITS = -5;

  /** How many bits another contact has to stay behind. */
  private static final double MARGIN_BITS = 2;

  private static final double COMPANY_SHARE = 0.8;
  private static final int COMPANY_CONTACTS = 2;
  private static final double MOST_PAGES_BITS = 1.5;
  private static final double OWN_WORDS_BITS = 4;

  private Recognition() {}

  /** Kinds of evidence. */
  public enum Evidence {
    NETWORK("came from the same network"),
    DEVICE("uses the same browser, language and time zone"),
    LINK("arrived by a link a moment after this contact clicked it in an email"),
    WORDS("filled in the same details"),
    PAGES("looks at the same pages"),
    HOURS("comes at the same hours");

    private final String words;

    Evidence(String words) {
      this.words = words;
    }

    /** As a person reads it after "The visitor". */
    public String words() {
      return words;
    }
  }

  /**
   * Somebody of whom it is known who they are.
   *
   * @param details what they said of themselves, in one spelling, such as {@code name}
   * @param domain of their work email; null for a personal one
   */
  public record Contact(
      String leadId, Traces traces, Map<String, String> details, @Nullable String domain) {}

  /** What may be said. */
  public sealed interface Verdict {}

  /**
   * The visitor is this contact.
   *
   * @param why kinds of evidence, and how many bits each gave
   */
  public record Person(String leadId, double score, Map<Evidence, Double> why) implements Verdict {}

  /** The visitor is at this company; of nobody in particular. */
  public record Company(String domain, double score, int contacts) implements Verdict {}

  /** Nothing may be said. */
  public record Nobody() implements Verdict {}

  /**
   * Judges the evidence.
   *
   * @param details what the visitor said of themselves, in the same spelling
   * @param crowd how many others, known or not, were seen on the networks of the visitor
   * @param contacts all whom any trace of the visitor leads to
   */
  public static Verdict of(
      Traces visitor,
      Map<String, String> details,
      int crowd,
      Collection<Contact> contacts,
      double threshold) {
    Contact best = null;
    Map<Evidence, Double> why = Map.of();
    double bits = Double.NEGATIVE_INFINITY;
    double next = Double.NEGATIVE_INFINITY;
    Scales scales = Scales.of(visitor, crowd, contacts);
    for (Contact contact : contacts) {
      Map<Evidence, Double> weighed = scales.weigh(details, contact);
      double sum = PRIOR_BITS + weighed.values().stream().mapToDouble(Double::doubleValue).sum();
      if (sum > bits) {
        next = bits;
        bits = sum;
        best = contact;
        why = weighed;
      } else if (sum > next) next = sum;
    }
    double score = 1 / (1 + Math.pow(2, -bits));
    if (best != null && score >= threshold && bits - next >= MARGIN_BITS && names(why, scales))
      return new Person(best.leadId(), score, new TreeMap<>(why));
    return company(visitor, contacts);
  }

  /** Two kinds at least, and one that no colleague shares. */
  private static boolean names(Map<Evidence, Double> why, Scales scales) {
    if (why.values().stream().filter(bits -> bits > 0).count() < 2) return false;
    return why.containsKey(Evidence.LINK)
        || why.getOrDefault(Evidence.WORDS, 0.0) >= OWN_WORDS_BITS
        || (why.containsKey(Evidence.NETWORK)
            && why.containsKey(Evidence.DEVICE)
            && !scales.isShared());
  }

  private static Verdict company(Traces visitor, Collection<Contact> contacts) {
    Set<String> networks = new HashSet<>(visitor.networks());
    Map<String, Integer> byDomain = new TreeMap<>();
    int all = 0;
    for (Contact contact : contacts) {
      if (contact.traces().networks().stream().noneMatch(networks::contains)) continue;
      all++;
      if (contact.domain() != null) byDomain.merge(contact.domain(), 1, Integer::sum);
    }
    for (var domain : byDomain.entrySet())
      if (domain.getValue() >= COMPANY_CONTACTS && domain.getValue() >= all * COMPANY_SHARE)
        return new Company(domain.getKey(), (double) domain.getValue() / (all + 1), all);
    return new Nobody();
  }

  /**
   * How much each kind of evidence weighs among these contacts: what several of them share tells
   * little.
   *
   * @param crowd how many others, known or not, were seen on the networks of the visitor
   * @param atNetwork contacts that were seen on a network of the visitor
   * @param withDevice those of them that use a device of the visitor's
   */
  private record Scales(Traces visitor, int crowd, int atNetwork, int withDevice) {

    static Scales of(Traces visitor, int crowd, Collection<Contact> contacts) {
      int atNetwork = 0;
      int withDevice = 0;
      for (Contact contact : contacts) {
        if (!meet(visitor.networks(), contact.traces().networks())) continue;
        atNetwork++;
        if (meet(visitor.devices(), contact.traces().devices())) withDevice++;
      }
      return new Scales(visitor, Math.max(1, crowd), atNetwork, withDevice);
    }

    /** An office, a campus or a café: where it was seen that several people come from there. */
    boolean isShared() {
      return crowd > 1 || atNetwork > 1;
    }

    Map<Evidence, Double> weigh(Map<String, String> details, Contact contact) {
      Map<Evidence, Double> bits = new EnumMap<>(Evidence.class);
      Traces traces = contact.traces();
      if (meet(visitor.networks(), traces.networks()))
        bits.put(Evidence.NETWORK, Math.max(0.5, 4 - 2 * log2(Math.max(crowd, atNetwork))));
      if (meet(visitor.devices(), traces.devices()))
        bits.put(Evidence.DEVICE, Math.max(0.5, 3 - log2(Math.max(1, withDevice))));
      if (traces.clicks().stream()
          .anyMatch(click -> visitor.arrivals().stream().anyMatch(click::leadsTo)))
        bits.put(Evidence.LINK, 7.0);
      double words = words(details, contact.details());
      if (words != 0) bits.put(Evidence.WORDS, words);
      double pages = pages(traces);
      if (pages > 0) bits.put(Evidence.PAGES, pages);
      if (atTheSameHours(traces)) bits.put(Evidence.HOURS, 0.5);
      return bits;
    }

    /** A name that somebody gives is theirs, more or less; a company is that of many. */
    private static double words(Map<String, String> told, Map<String, String> known) {
      double bits = 0;
      for (var detail : told.entrySet()) {
        boolean same = Objects.equals(detail.getValue(), known.get(detail.getKey()));
        double weight =
            switch (detail.getKey()) {
              case "name" -> 7;
              case "job_title" -> 2;
              case "company_name" -> 1.5;
              default -> 0;
            };
        // Whoever gives another name is somebody else.
        if (same) bits += weight;
        else if (known.containsKey(detail.getKey())) bits -= 2 * weight;
      }
      return bits;
    }

    private double pages(Traces traces) {
      List<String> shared = new ArrayList<>(visitor.pages());
      shared.retainAll(traces.pages());
      int fewer = Math.min(visitor.pages().size(), traces.pages().size());
      if (fewer < 3) return 0;
      double share = (double) shared.size() / fewer;
      return share < 0.5 ? 0 : MOST_PAGES_BITS * share;
    }

    private boolean atTheSameHours(Traces traces) {
      int same = 0;
      int all = 0;
      for (var hour : visitor.hours().entrySet()) {
        all += hour.getValue();
        if (traces.hours().containsKey(hour.getKey())) same += hour.getValue();
      }
      return traces.hours().size() >= 2 && all > 0 && same * 10 >= all * 8;
    }

    private static boolean meet(List<String> some, List<String> others) {
      return some.stream().anyMatch(others::contains);
    }

    private static double log2(int number) {
      return Math.log(number) / Math.log(2);
    }
  }
}
