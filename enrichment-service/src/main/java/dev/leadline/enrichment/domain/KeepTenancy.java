package dev.leadline.enrichment.domain;

/** Keeps what a tenant has decided. */
@FunctionalInterface
public interface KeepTenancy {

  /** Of several decisions the one with the greatest version holds. */
  void keep(String tenant, long version, Tenancy tenancy);
}
