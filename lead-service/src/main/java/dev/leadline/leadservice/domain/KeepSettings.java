package dev.leadline.leadservice.domain;

import dev.leadline.events.view.TenantSettings;

/** Keeps what a tenant has decided; it is announced as soon as it can be. */
@FunctionalInterface
public interface KeepSettings {

  /**
   * Keeps the next version.
   *
   * @return whether the version before it was the newest; else nothing is kept
   */
  boolean keep(TenantSettings next);
}
