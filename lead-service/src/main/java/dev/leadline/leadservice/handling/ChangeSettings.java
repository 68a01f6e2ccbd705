package dev.leadline.leadservice.handling;

import dev.leadline.events.view.TenantSettings;
import dev.leadline.leadservice.domain.FindSettings;
import dev.leadline.leadservice.domain.ForgetBlockedNetworks;
import dev.leadline.leadservice.domain.KeepSettings;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes what a tenant has decided, one version after the other. */
public final class ChangeSettings {

  private final FindSettings find;
  private final KeepSettings keep;
  private final ForgetBlockedNetworks forgetNetworks;
  private final Runnable wake;

  /**
   * Keeps by these.
   *
   * @param forgetNetworks what is kept for a rule goes with the rule
   * @param wake whoever announces it
   */
  public ChangeSettings(
      FindSettings find, KeepSettings keep, ForgetBlockedNetworks forgetNetworks, Runnable wake) {
    this.find = find;
    this.keep = keep;
    this.forgetNetworks = forgetNetworks;
    this.wake = wake;
  }

  /** What became of a change. */
  public sealed interface Answer {}

  /** It holds from now on, or held already. */
  public record Changed(TenantSettings settings) implements Answer {}

  /** Somebody else has changed them since the caller looked. */
  public record VersionChanged(long version) implements Answer {}

  /**
   * Changes what is there.
   *
   * @param onVersion the version that the caller has seen; null if any will do
   * @param change leaves tenant and version alone
   */
  public Answer change(
      String tenant, @Nullable Long onVersion, UnaryOperator<TenantSettings> change) {
    while (true) {
      TenantSettings before = find.of(tenant);
      if (onVersion != null && onVersion != before.version())
        return new VersionChanged(before.version());
      TenantSettings after = change.apply(before);
      if (after.equals(before)) return new Changed(before);
      TenantSettings next = after.next();
      if (keep.keep(next)) {
        wake.run();
        if (before.blockSameNetworkForHours() > 0 && next.blockSameNetworkForHours() == 0)
          forgetNetworks.forget(tenant);
        return new Changed(next);
      }
    }
  }
}
