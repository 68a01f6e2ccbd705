package dev.leadline.leadservice.http;

import dev.leadline.events.view.TenantSettings;
import dev.leadline.events.view.TenantSettings.Deanonymization;
import dev.leadline.leadservice.http.CommandBody.Mistake;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Settings as a caller wishes them; null where the caller leaves one as it is.
 *
 * @param version that the caller has seen, if the body says so
 */
record SettingsBody(
    @Nullable String zone,
    @Nullable Double blockingThreshold,
    @Nullable Deanonymization deanonymization,
    @Nullable List<String> deanonymizationExcludedCountries,
    @Nullable Boolean emailOpenIsAction,
    @Nullable Integer anonymousKeptForDays,
    @Nullable Integer leadsKeptForMonths,
    @Nullable Integer blockSameNetworkForHours,
    @Nullable Long version,
    List<Mistake> mistakes) {

  private static final List<String> DEANONYMIZATIONS =
      Arrays.stream(Deanonymization.values()).map(Enum::name).toList();

  private static final Set<String> NAMES =
      Set.of(
          "tenant",
          "zone",
          "blockingThreshold",
          "deanonymization",
          "deanonymizationExcludedCountries",
          "emailOpenIsAction",
          "anonymousKeptForDays",
          "leadsKeptForMonths",
          "blockSameNetworkForHours",
          "version");

  /** Reading never fails: what is wrong is noted, all of it. */
  static SettingsBody read(JsonNode body) {
    var reader = new Reader(body, new ArrayList<>());
    for (String name : body.propertyNames())
      if (!NAMES.contains(name)) reader.mistakes.add(new Mistake(name, "is no setting"));
    String mode =
        reader.take(
            "deanonymization",
            "is none of " + DEANONYMIZATIONS,
            given -> given.isString() && DEANONYMIZATIONS.contains(given.stringValue()),
            JsonNode::stringValue);
    return new SettingsBody(
        reader.take(
            "zone",
            "is no time zone such as Europe/Lisbon",
            given -> given.isString() && ZoneId.getAvailableZoneIds().contains(given.stringValue()),
            JsonNode::stringValue),
        reader.take(
            "blockingThreshold",
            "is not a number above 0 and up to " + TenantSettings.HIGHEST_BLOCKING_THRESHOLD,
            given ->
                given.isNumber()
                    && given.doubleValue() > 0
                    && given.doubleValue() <= TenantSettings.HIGHEST_BLOCKING_THRESHOLD,
            JsonNode::doubleValue),
        mode == null ? null : Deanonymization.valueOf(mode),
        reader.take(
            "deanonymizationExcludedCountries",
            "is not a list of countries such as [\"DE\", \"FR\"]",
            SettingsBody::areCountries,
            given ->
                StreamSupport.stream(given.spliterator(), false)
                    .map(JsonNode::stringValue)
                    .distinct()
                    .sorted()
                    .toList()),
        reader.take(
            "emailOpenIsAction",
            "is not true or false",
            JsonNode::isBoolean,
            JsonNode::booleanValue),
        reader.whole("anonymousKeptForDays", TenantSettings.MOST_DAYS_KEPT),
        reader.whole("leadsKeptForMonths", TenantSettings.MOST_MONTHS_KEPT),
        reader.whole("blockSameNetworkForHours", TenantSettings.MOST_HOURS_BLOCKED),
        reader.take(
            "version",
            "is not a version of the settings",
            given -> given.isIntegralNumber() && given.canConvertToLong(),
            JsonNode::longValue),
        List.copyOf(reader.mistakes));
  }

  private static boolean areCountries(JsonNode given) {
    Set<String> countries = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    return given.isArray()
        && given
            .valueStream()
            .allMatch(one -> one.isString() && countries.contains(one.stringValue()));
  }

  /** Settings with what is wished, the rest as they are. */
  TenantSettings onto(TenantSettings before) {
    return new TenantSettings(
        before.tenant(),
        or(zone, before.zone()),
        or(blockingThreshold, before.blockingThreshold()),
        or(deanonymization, before.deanonymization()),
        or(deanonymizationExcludedCountries, before.deanonymizationExcludedCountries()),
        or(emailOpenIsAction, before.emailOpenIsAction()),
        or(anonymousKeptForDays, before.anonymousKeptForDays()),
        or(leadsKeptForMonths, before.leadsKeptForMonths()),
        or(blockSameNetworkForHours, before.blockSameNetworkForHours()),
        before.version());
  }

  private static <T> T or(@Nullable T wished, T before) {
    return wished == null ? before : wished;
  }

  private record Reader(JsonNode body, List<Mistake> mistakes) {

    <T> @Nullable T take(
        String name, String mistake, Predicate<JsonNode> right, Function<JsonNode, T> read) {
      JsonNode given = body.path(name);
      if (given.isMissingNode()) return null;
      if (right.test(given)) return read.apply(given);
      mistakes.add(new Mistake(name, mistake));
      return null;
    }

    @Nullable Integer whole(String name, int most) {
      return take(
          name,
          "is not a whole number from 0 to " + most,
          given ->
              given.isIntegralNumber()
                  && given.canConvertToInt()
                  && given.intValue() >= 0
                  && given.intValue() <= most,
          JsonNode::intValue);
    }
  }
}
