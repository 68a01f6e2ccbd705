package dev.leadline.gateway.domain;

import dev.leadline.events.Channel;
import dev.leadline.events.Engagement;
import dev.leadline.events.IdentityStatus.Known;
import dev.leadline.events.LeadSource;
import dev.leadline.events.Stage;
import dev.leadline.events.view.LeadRow;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What leads are filtered and counted by (leads-page, "Filtering and Search"). The order is that of
 * the filters on the page. A lead has any number of values of each.
 */
public enum Dimension {
  AGENT("Agent"),
  CHANNEL("Channel"),
  ENGAGEMENT("Engagement"),
  STAGE("Stage"),
  SOURCE("Lead Source"),
  COUNTRY("Country"),
  KNOWN("Known"),
  BLOCKED("Blocked");

  /** The country of leads that none is known of (domain 4.10, 31). */
  public static final String UNKNOWN = "UNKNOWN";

  /** Newer names of two channels (domain 2.19). */
  private static final Map<String, String> ALIASES =
      Map.of("PHONE", Channel.VOICE.name(), "SMS", Channel.TEXT.name());

  private static final String COUNTRY_CODE = "[A-Z]{2}|" + UNKNOWN;

  private final String label;

  Dimension(String label) {
    this.label = label;
  }

  private static List<String> names(Enum<?>... values) {
    return Stream.of(values).map(Enum::name).toList();
  }

  /** As parameters and facets are called. */
  public String parameter() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a person reads above its options. */
  public String label() {
    return label;
  }

  /** All values that there can be, in their order; empty when there may be any. */
  public List<String> options() {
    return switch (this) {
      case AGENT, COUNTRY -> List.of();
      case CHANNEL -> names(Channel.CHAT, Channel.EMAIL, Channel.VOICE, Channel.TEXT, Channel.WEB);
      case ENGAGEMENT -> names(Engagement.values());
      case STAGE -> names(Stage.values());
      case SOURCE -> names(LeadSource.values());
      case KNOWN -> names(Known.values());
      case BLOCKED -> List.of("true", "false");
    };
  }

  /** The values of a lead. */
  public List<String> of(LeadRow row) {
    return switch (this) {
      case AGENT -> row.agentIds();
      case CHANNEL -> row.channels().stream().map(Channel::name).toList();
      case ENGAGEMENT -> List.of(row.engagement().name());
      case STAGE -> List.of(row.stage().name());
      case SOURCE -> List.of(row.source().name());
      case COUNTRY -> List.of(row.country() == null ? UNKNOWN : row.country());
      case KNOWN -> List.of(row.known().name());
      case BLOCKED -> List.of(String.valueOf(row.blocked()));
    };
  }

  /** The value that somebody means; aliases become the name that rows have. */
  public String canonical(String given) {
    return this == CHANNEL ? ALIASES.getOrDefault(given, given) : given;
  }

  /** Whether a lead can have this value. */
  public boolean knows(String value) {
    if (this == COUNTRY) return value.matches(COUNTRY_CODE);
    return options().isEmpty() ? !value.isBlank() : options().contains(value);
  }
}
