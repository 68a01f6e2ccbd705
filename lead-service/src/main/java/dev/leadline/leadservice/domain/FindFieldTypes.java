package dev.leadline.leadservice.domain;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Which types tenants have given to their fields, whichever instance was told. */
@FunctionalInterface
public interface FindFieldTypes {

  /** One entry for each tenant that has fields of its own, read by one query. */
  Map<String, FieldTypes> find(Collection<String> tenants);

  /** Those of one tenant. */
  default FieldTypes of(String tenant) {
    return find(List.of(tenant)).getOrDefault(tenant, FieldTypes.NONE);
  }
}
