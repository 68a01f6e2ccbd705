package dev.leadline.leadservice.domain;

import dev.leadline.events.view.TenantSettings;
import java.util.function.Consumer;

/**
 * Has settings announced, the newest of each tenant; of several instances one does it at a time.
 */
@FunctionalInterface
public interface AnnounceSettings {

  /**
   * Has the next be announced of which nobody knows yet. If that fails it stays as it is.
   *
   * @return whether there was one
   */
  boolean announceNext(Consumer<TenantSettings> announcer);
}
