package dev.leadline.gateway.domain;

/** How many leads a query asks for, over all pages. */
@FunctionalInterface
public interface CountLeads {

  /**
   * The exact number.
   *
   * @throws Unavailable when they cannot be counted now
   */
  long count(LeadQuery query);
}
