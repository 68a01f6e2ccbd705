package dev.leadline.enrichment.domain;

import java.util.List;

/** Who may be asked for something. */
@FunctionalInterface
public interface FindVendors {

  /** In the order in which they are asked; empty if there is nobody. */
  List<Vendor> find(Purpose purpose);
}
