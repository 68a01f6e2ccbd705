package dev.leadline.enrichment.domain;

import java.util.Set;

/** Which fields are of a company, and which of the person (leads-page, "Lead Details"). */
public final class Companies {

  /** The same for everybody who works there. */
  public static final Set<String> FIELDS =
      Set.of(
          "company_name",
          "company_website",
          "company_domain",
          "industry",
          "revenue",
          "num_employees",
          "business_model",
          "products",
          "corporate_objectives",
          "competitors",
          "recent_news",
          "small_talk");

  private Companies() {}

  /** The domain of an address, in lower case. */
  public static String domain(String email) {
    return email.substring(email.lastIndexOf('@') + 1);
  }
}
