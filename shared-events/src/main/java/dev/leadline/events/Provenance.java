package dev.leadline.events;

/**
 * Where a value comes from. A greater {@link #rank()} wins over a smaller one whatever its age
 * (domain 4.4, "Identity").
 */
public enum Provenance {
  MEMBER_EDIT(60),
  SELF(50),
  CRM(40),
  API(40),
  URL(30),
  WORKFLOW(20),
  ENRICHMENT(20),
  DEANONYMIZED_PERSON(11),
  DEANONYMIZED_COMPANY(10),
  IP(0);

  private final int rank;

  Provenance(int rank) {
    this.rank = rank;
  }

  /** Comparable weight; equal ranks are settled by age. */
  public int rank() {
    return rank;
  }
}
