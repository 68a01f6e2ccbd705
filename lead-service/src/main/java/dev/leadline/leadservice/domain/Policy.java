package dev.leadline.leadservice.domain;

import dev.leadline.events.view.TenantSettings;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has decided for all its leads, as far as decisions depend on it. What it led to is
 * in the events, so that another decision of the tenant rewrites nothing.
 *
 * @param blockingThreshold the total of moderation scores at which a lead is blocked
 * @param emailOpenIsAction whether an opened email is something that the lead did
 * @param blockSameNetworkFor so long after somebody was blocked whoever comes anew from the same
 *     network is blocked too; zero means that nobody is
 * @param fieldTypes a value of another type is not observed
 * @param since when the tenant came; null if nobody knows
 */
public record Policy(
    double blockingThreshold,
    boolean emailOpenIsAction,
    Duration blockSameNetworkFor,
    FieldTypes fieldTypes,
    @Nullable Instant since) {

  /** What holds until a tenant decides otherwise (domain 6). */
  public static final Policy DEFAULT = of(TenantSettings.defaults("anybody"), FieldTypes.NONE);

  /** By the settings of a tenant, and with fields of its own. */
  public static Policy of(TenantSettings settings, FieldTypes types) {
    return new Policy(
        settings.blockingThreshold(),
        settings.emailOpenIsAction(),
        Duration.ofHours(settings.blockSameNetworkForHours()),
        types,
        null);
  }

  /** The same with fields of the tenant's own. */
  public Policy with(FieldTypes types) {
    return new Policy(blockingThreshold, emailOpenIsAction, blockSameNetworkFor, types, since);
  }

  /** The same of a tenant that came then. */
  public Policy since(@Nullable Instant start) {
    return new Policy(blockingThreshold, emailOpenIsAction, blockSameNetworkFor, fieldTypes, start);
  }
}
