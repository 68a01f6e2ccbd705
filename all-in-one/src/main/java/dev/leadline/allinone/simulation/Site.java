package dev.leadline.allinone.simulation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The website that the invented people look at. */
final class Site {

  static final String ADDRESS = "https://www.northwind-cloud.example";

  record Page(String path, String title) {
    String url() {
      return ADDRESS + path;
    }
  }

  /** How somebody came; absent where the browser does not say. */
  record Arrival(@Nullable String referrer, @Nullable Map<String, String> utm) {}

  static final Page PRICING = new Page("/pricing", "Pricing and plans | Northwind Cloud");
  static final Page DEMO = new Page("/request-a-demo", "Request a demo | Northwind Cloud");
  static final Page CONTACT = new Page("/contact-sales", "Talk to sales | Northwind Cloud");

  static final List<Page> PAGES =
      List.of(
          new Page("/", "Northwind Cloud: the warehouse that runs itself"),
          PRICING,
          PRICING,
          new Page("/product/inventory", "Inventory in real time | Northwind Cloud"),
          new Page("/product/forecasting", "Demand forecasting | Northwind Cloud"),
          new Page("/product/returns", "Returns without spreadsheets | Northwind Cloud"),
          new Page("/integrations", "120 integrations | Northwind Cloud"),
          new Page("/integrations/salesforce", "Northwind Cloud for Salesforce"),
          new Page("/integrations/hubspot", "Northwind Cloud for HubSpot"),
          new Page("/security", "Security and compliance | Northwind Cloud"),
          new Page("/docs/api", "API reference | Northwind Cloud Docs"),
          new Page(
              "/docs/getting-started", "Getting started in ten minutes | Northwind Cloud Docs"),
          new Page("/customers", "Customers | Northwind Cloud"),
          new Page(
              "/customers/harbour-logistics",
              "How Harbour Logistics halved its stock-outs | Northwind Cloud"),
          new Page(
              "/blog/seven-signs-you-outgrew-spreadsheets",
              "Seven signs that you outgrew spreadsheets | Northwind Blog"),
          new Page(
              "/blog/what-a-stock-out-really-costs",
              "What a stock-out really costs | Northwind Blog"),
          new Page("/compare", "Northwind Cloud compared | Northwind Cloud"),
          new Page("/about", "About us | Northwind Cloud"),
          new Page("/careers", "Careers | Northwind Cloud"),
          DEMO,
          CONTACT);

  static final List<Arrival> ARRIVALS =
      List.of(
          new Arrival(null, null),
          new Arrival(null, null),
          new Arrival("https://search.example/", null),
          new Arrival("https://search.example/", null),
          new Arrival(
              "https://search.example/",
              Map.of("source", "search", "medium", "cpc", "campaign", "inventory-software")),
          new Arrival(
              null, Map.of("source", "newsletter", "medium", "email", "campaign", "november")),
          new Arrival(
              "https://social.example/", Map.of("source", "social", "medium", "paid-social")),
          new Arrival("https://reviews.example/warehouse-software", null));

  private Site() {}
}
