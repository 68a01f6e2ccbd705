package dev.leadline.leadservice.domain;

import dev.leadline.events.Provenance;
import dev.leadline.events.Unseen;
import dev.leadline.events.Value;
import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.events.channel.Identity;
import dev.leadline.events.channel.Identity.Asserted;
import dev.leadline.events.channel.Identity.ExternalIds;
import dev.leadline.events.channel.RecordsFact;
import dev.leadline.events.channel.VendorFact;
import dev.leadline.events.lead.Content.Observation;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.IdentityKey.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which keys an event ties to its lead, and on whose word (domain 4.4, "Identity"). */
public final class Identities {

  /** Mailboxes that several people read: they never join two leads. */
  private static final Set<String> SHARED_MAILBOXES =
      Set.of(
          "admin",
          "billing",
          "contact",
          "hello",
          "help",
          "info",
          "mail",
          "marketing",
          "no-reply",
          "noreply",
          "office",
          "sales",
          "support",
          "team",
          "webmaster");

  /** What people and programs type when they mean nothing. */
  private static final Set<String> MEANINGLESS =
      Set.of("", "-", "n/a", "none", "null", "undefined", "unknown", "anonymous", "0");

  private static final Set<String> MEANINGLESS_EMAILS =
      Set.of("test@test.com", "test@example.com", "a@a.com", "email@example.com");

  private static final Pattern WITH_EXTENSION = Pattern.compile("\\+[1-9]\\d{6,14};ext=\\d{1,20}");

  private Identities() {}

  /**
   * Every key in the event that may tie it to a lead, strongest first. A phone number is one in
   * E.164; one that says its country is also one as earlier versions wrote it, so that leads that
   * have that key are found.
   *
   * @param country in whose national format a phone number may be; null if nobody knows
   */
  public static List<IdentityKey> keys(
      ChannelEvent event, ReadPhone phones, @Nullable String country) {
    var keys = new TreeSet<IdentityKey>();
    Identity identity = event.identity();
    ExternalIds external = identity.externalIds();
    if (external != null) {
      add(keys, Kind.CUSTOMER_KEY, external.customerKey());
      add(keys, Kind.SALESFORCE_LEAD, external.salesforceLeadId());
      add(keys, Kind.SALESFORCE_CONTACT, external.salesforceContactId());
      add(keys, Kind.HUBSPOT_CONTACT, external.hubspotContactId());
      add(keys, Kind.MARKETO_LEAD, external.marketoLeadId());
    }
    // An address that a vendor guessed may be another person's: it joins nothing.
    boolean guessed =
        identity.asserted() == Asserted.VENDOR && event.fact() instanceof VendorFact.Deanonymized;
    if (!guessed)
      IdentityKey.email(identity.email()).filter(Identities::joins).ifPresent(keys::add);
    for (Observation observation : Meanings.of(event.fact()).observations())
      if (observation.field().equals(Fields.EMAIL) && isToldByAPerson(observation.provenance()))
        IdentityKey.email(observation.value().shown())
            .filter(Identities::joins)
            .ifPresent(keys::add);
    keys.addAll(phones(identity.phone(), phones, country));
    add(keys, Kind.ANONYMOUS_ID, identity.anonymousId());
    return List.copyOf(keys);
  }

  /** The key that a value of this field is, if it is one that may tie events to a lead. */
  static Optional<IdentityKey> key(String field, Value value) {
    return switch (field) {
      case Fields.EMAIL -> IdentityKey.email(value.shown()).filter(Identities::joins);
      case Fields.PHONE -> phone(value.shown());
      default -> Optional.empty();
    };
  }

  /** Whether a CRM or a program of the customer says that the event's keys are one person's. */
  public static boolean areVouchedFor(ChannelEvent event) {
    return switch (event.identity().asserted()) {
      case CRM, API -> true;
      case SELF, URL, FORM, VENDOR -> false;
      case null -> event.fact() instanceof RecordsFact;
    };
  }

  /**
   * On whose word each key is the lead's; of two who say so, the better one (domain 4.4).
   *
   * @param keys of the event
   */
  public static Map<IdentityKey, Provenance> words(
      ChannelEvent event, Collection<IdentityKey> keys) {
    Meaning meaning = Lead.meaning(event);
    Provenance word = Lead.provenance(event.identity().asserted(), meaning);
    var words = new HashMap<IdentityKey, Provenance>();
    for (IdentityKey key : keys) if (key.kind() != Kind.EMAIL) words.put(key, word);
    for (Observation observation : meaning.observations())
      if (observation.field().equals(Fields.EMAIL))
        IdentityKey.email(observation.value().shown())
            .ifPresent(key -> words.merge(key, observation.provenance(), Identities::better));
    return words;
  }

  private static Provenance better(Provenance one, Provenance other) {
    return one.rank() >= other.rank() ? one : other;
  }

  private static boolean isToldByAPerson(Provenance provenance) {
    return switch (provenance) {
      case MEMBER_EDIT, SELF, CRM, API, URL -> true;
      case WORKFLOW, ENRICHMENT, DEANONYMIZED_PERSON, DEANONYMIZED_COMPANY, IP -> false;
    };
  }

  /** What the identity of the event says about the fields of the lead. */
  static List<Observation> observations(ChannelEvent event, Provenance provenance) {
    var seen = new java.util.ArrayList<Observation>();
    Identity identity = event.identity();
    IdentityKey.email(identity.email())
        .ifPresent(
            key -> seen.add(new Observation(Fields.EMAIL, Value.text(key.value()), provenance)));
    seen.addAll(Fields.observed(Fields.PHONE, identity.phone(), provenance));
    return seen;
  }

  /** An address as mail programs write it, with or without a name before it, without that name. */
  static String address(String given) {
    String text = Unseen.stripped(given);
    int from = text.lastIndexOf('<');
    return from >= 0 && text.endsWith(">")
        ? Unseen.stripped(text.substring(from + 1, text.length() - 1))
        : text;
  }

  private static List<IdentityKey> phones(
      @Nullable String given, ReadPhone phones, @Nullable String country) {
    if (given == null || given.isBlank()) return List.of();
    String number = phones.read(given.strip(), country);
    if (number == null) return List.of();
    var keys = new ArrayList<IdentityKey>();
    keys.add(new IdentityKey(Kind.PHONE, number));
    phone(given)
        .filter(
            earlier -> {
              // What it was may be the number of somebody else, as with the digits of an extension.
              String read = phones.read(earlier.value(), null);
              return read == null || read.equals(number);
            })
        .filter(earlier -> !earlier.value().equals(number))
        .ifPresent(keys::add);
    return keys;
  }

  /**
   * A phone number that says its country, by its digits alone; any other cannot be told from
   * another's. What a number of its country is, {@link ReadPhone} knows.
   */
  public static Optional<IdentityKey> phone(@Nullable String given) {
    if (given == null || !given.strip().startsWith("+")) return Optional.empty();
    if (WITH_EXTENSION.matcher(given).matches())
      return Optional.of(new IdentityKey(Kind.PHONE, given));
    String digits = given.replaceAll("[^0-9]", "");
    return digits.length() < 8 || digits.length() > 15
        ? Optional.empty()
        : Optional.of(new IdentityKey(Kind.PHONE, "+" + digits));
  }

  private static boolean joins(IdentityKey email) {
    String mailbox = email.value().substring(0, email.value().lastIndexOf('@'));
    return !SHARED_MAILBOXES.contains(mailbox) && !MEANINGLESS_EMAILS.contains(email.value());
  }

  private static void add(Set<IdentityKey> keys, Kind kind, @Nullable String given) {
    if (given == null) return;
    String value = given.strip();
    if (!MEANINGLESS.contains(value.toLowerCase(Locale.ROOT)))
      keys.add(new IdentityKey(kind, value));
  }
}
