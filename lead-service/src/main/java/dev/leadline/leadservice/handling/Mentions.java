package dev.leadline.leadservice.handling;

import dev.leadline.events.Json;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.IdentityKey.Kind;
import dev.leadline.leadservice.domain.Identities;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Whom a parked record may be about. Such a record could not be understood, so every text in it
 * that looks like an email or a phone number counts, and whatever its identity names; too much does
 * less harm here than too little.
 *
 * @param leadIds what is given as a lead's id
 */
public record Mentions(Set<String> leadIds, Set<IdentityKey> keys) {

  private static final Pattern EMAIL =
      Pattern.compile("[\\p{Alnum}._%+'&/=?^~-]{1,64}@[\\p{Alnum}.-]{1,253}");

  private static final Pattern PHONE = Pattern.compile("\\+[0-9][0-9 ()./-]{6,24}[0-9]");

  private static final Map<String, Kind> EXTERNAL =
      Map.of(
          "customerKey", Kind.CUSTOMER_KEY,
          "salesforceLeadId", Kind.SALESFORCE_LEAD,
          "salesforceContactId", Kind.SALESFORCE_CONTACT,
          "hubspotContactId", Kind.HUBSPOT_CONTACT,
          "marketoLeadId", Kind.MARKETO_LEAD);

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
          .forEach(it -> Identities.email(it.group()).ifPresent(keys::add));
      PHONE
          .matcher(text)
          .results()
          .forEach(it -> Identities.phone(it.group()).ifPresent(keys::add));
      JsonNode identity = json(text).path("identity");
      addText(identity.path("leadId"), leadIds);
      add(identity.path("anonymousId"), Kind.ANONYMOUS_ID, keys);
      EXTERNAL.forEach((name, kind) -> add(identity.path("externalIds").path(name), kind, keys));
    }
    return new Mentions(leadIds, keys);
  }

  private static JsonNode json(@Nullable String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JacksonException notJson) {
      return Json.MAPPER.missingNode();
    }
  }

  private static void add(JsonNode given, Kind kind, Set<IdentityKey> keys) {
    if (given.isString() && !given.stringValue().isBlank())
      keys.add(new IdentityKey(kind, given.stringValue().strip()));
  }

  private static void addText(JsonNode given, Set<String> texts) {
    if (given.isString()) texts.add(given.stringValue());
  }
}
