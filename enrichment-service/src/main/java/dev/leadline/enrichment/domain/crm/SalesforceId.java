package dev.leadline.enrichment.domain.crm;

/**
 * Ids of Salesforce: fifteen characters in which the case counts, as people see them in addresses;
 * or the same with three more that say the case, as its API always gives them.
 */
final class SalesforceId {

  private static final int SHORT = 15;
  private static final int GROUP = 5;
  private static final String CASES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

  private SalesforceId() {}

  /** As the API gives it: each group of five gets a character for which of them are capitals. */
  static String whole(String id) {
    if (id.length() != SHORT) return id;
    var whole = new StringBuilder(id);
    for (int group = 0; group < SHORT; group += GROUP) {
      int capitals = 0;
      for (int i = 0; i < GROUP; i++)
        if (Character.isUpperCase(id.charAt(group + i))) capitals |= 1 << i;
      whole.append(CASES.charAt(capitals));
    }
    return whole.toString();
  }
}
