package dev.leadline.leadservice.domain;

/** Forgets where blocked leads came from, once their tenant does not want to know it any more. */
@FunctionalInterface
public interface ForgetBlockedNetworks {

  /** Whatever is remembered for the tenant is gone then. */
  void forget(String tenant);
}
