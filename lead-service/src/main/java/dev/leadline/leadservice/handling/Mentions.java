package dev.leadline.leadservice.handling;

import dev.leadline.events.Json;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.IdentityKey.Kind;
import dev.leadline.leadservice.domain.Identities;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Whom a parked record may be about. Such a record could not be understood, so every text in it
 * that looks like an email, a phone number or a lead's id counts, and whatever is called a cookie
 * or an id of a CRM, in whichever place; too much does less harm here than too little.
 *
 * @param leadIds what may be a lead's id
 */
public record Mentions(Set<String> leadIds, Set<IdentityKey> keys) {

  private static final Pattern EMAIL =
      Pattern.compile("[\\p{Alnum}._%+'&/=?^~-]{1,64}@[\\p{Alnum}.-]{1,253}");

  private static final Pattern PHONE = Pattern.compile("\\+[0-9][0-9 ()./-]{6,24}[0-9]");

  private static final Pattern ID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private static final String LEAD_ID = "leadId";

  private static final Map<String, Kind> NAMED =
      Map.of(
          "anonymousId", Kind.ANONYMOUS_ID,
          "customerKey", Kind.CUSTOMER_KEY,
          "salesforceLeadId", Kind.SALESFORCE_LEAD,
          "salesforceContactId", Kind.SALESFORCE_CONTACT,
          "hubspotContactId", Kind.HUBSPOT_CONTACT,
          "marketoLeadId", Kind.MARKETO_LEAD);

  /** A name and its text where the whole is no JSON. */
  private static final Pattern FIELD =
      Pattern.compile(
          "\"(%s|%s)\"\\s*:\\s*\"([^\"\\\\]{1,512})\""
              .formatted(LEAD_ID, String.join("|", NAMED.keySet())));

  public Mentions {
    leadIds = Set.copyOf(leadIds);
    keys = Set.copyOf(keys);
  }

  /**
   * Everybody named.
   *
   * @param texts the value of the record, and of those headers that its producer wrote
   */
  public static Mentions in(List<byte[]> texts) {
    var leadIds = new LinkedHashSet<String>();
    var keys = new LinkedHashSet<IdentityKey>();
    for (byte[] bytes : texts) {
      String text = new String(bytes, StandardCharsets.UTF_8);
      EMAIL
          .matcher(text)
          .results()
          .forEach(it -> IdentityKey.email(it.group()).ifPresent(keys::add));
      PHONE
          .matcher(text)
          .results()
          .forEach(it -> Identities.phone(it.group()).ifPresent(keys::add));
      ID.matcher(text).results().forEach(it -> leadIds.add(it.group().toLowerCase(Locale.ROOT)));
      BiConsumer<String, String> named = (name, value) -> add(name, value, leadIds, keys);
      JsonNode json = json(text);
      if (json.isMissingNode())
        FIELD.matcher(text).results().forEach(it -> named.accept(it.group(1), it.group(2)));
      else eachField(json, named);
    }
    return new Mentions(leadIds, keys);
  }

  /** Every text that has a name, however deep it lies. */
  private static void eachField(JsonNode json, BiConsumer<String, String> named) {
    for (var field : json.properties())
      if (field.getValue().isString()) named.accept(field.getKey(), field.getValue().stringValue());
    json.forEach(inside -> eachField(inside, named));
  }

  private static JsonNode json(@Nullable String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JacksonException notJson) {
      return Json.MAPPER.missingNode();
    }
  }

  private static void add(String name, String value, Set<String> leadIds, Set<IdentityKey> keys) {
    Kind kind = NAMED.get(name);
    if (name.equals(LEAD_ID)) leadIds.add(value);
    else if (kind != null && !value.isBlank()) keys.add(new IdentityKey(kind, value.strip()));
  }
}
