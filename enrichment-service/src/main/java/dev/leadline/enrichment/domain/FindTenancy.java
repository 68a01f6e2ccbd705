package dev.leadline.enrichment.domain;

/** What a tenant has decided. */
@FunctionalInterface
public interface FindTenancy {

  /** What holds for everybody where it decided nothing. */
  Tenancy find(String tenant);
}
