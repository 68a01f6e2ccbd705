package dev.leadline.leadservice.domain;

import java.util.List;

/** The fields that a tenant has added, by their names. */
@FunctionalInterface
public interface ListFields {

  /** All of them. */
  List<CustomField> list(String tenant);
}
