package dev.leadline.events;

/** How a lead entered (leads-page, "Lead Source"); {@code LEADLINE} means our own agents. */
public enum LeadSource {
  LEADLINE("Leadline"),
  SALESFORCE("Salesforce"),
  HUBSPOT("HubSpot"),
  MARKETO("Marketo"),
  LEADS_API("Leads API");

  private final String label;

  LeadSource(String label) {
    this.label = label;
  }

  /** What a person reads. */
  public String label() {
    return label;
  }
}
