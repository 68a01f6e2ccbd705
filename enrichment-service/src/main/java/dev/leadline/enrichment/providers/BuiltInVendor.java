package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.Companies;
import dev.leadline.enrichment.domain.Vendor;
import dev.leadline.events.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Invents companies, so that a demonstration has something to show without asking anybody. It knows
 * domains under {@code .example} alone, which nobody can own: of a real company it says nothing.
 * The same domain always gets the same company.
 */
final class BuiltInVendor implements Vendor {

  private static final List<String> INDUSTRIES =
      List.of(
          "Logistics", "Retail", "Manufacturing", "Healthcare", "Food and beverage", "Software");
  private static final List<String> MODELS =
      List.of("B2B subscription", "B2C retail", "Marketplace", "B2B services", "Wholesale");
  private static final List<String> SENIORITIES =
      List.of("C-Suite", "VP", "Director", "Manager", "Individual contributor");
  private static final List<String> DEPARTMENTS =
      List.of("Operations", "Supply chain", "Finance", "IT", "Sales", "Marketing");
  private static final List<String> SKILLS =
      List.of(
          "Inventory planning", "Negotiation", "Forecasting", "Change management", "ERP rollout");
  private static final List<String> INTERESTS =
      List.of("Trail running", "Chess", "Baking", "Cycling", "Photography", "Sailing");
  private static final List<String> PRODUCTS =
      List.of(
          "Cold chain", "Last-mile delivery", "Private label", "Spare parts", "Same-day service");
  private static final List<String> OBJECTIVES =
      List.of(
          "Cut stock-outs by a third",
          "Open two warehouses abroad",
          "Move planning out of spreadsheets",
          "Halve the time from order to delivery");
  private static final List<String> NEWS =
      List.of(
          "Opened a new distribution centre",
          "Named a new head of operations",
          "Announced a plan to expand abroad",
          "Won an award as an employer");

  @Override
  public String name() {
    return "built-in (invented)";
  }

  @Override
  public Said ask(Question question) {
    String email = question.about().getOrDefault("email", "");
    String domain = Companies.domain(email);
    if (!domain.endsWith(".example")) return new KnowsNothing();
    Map<String, Value> fields = new TreeMap<>(company(domain));
    Dice person = new Dice(email);
    fields.put("seniority", Value.text(person.oneOf(SENIORITIES)));
    fields.put("department", Value.text(person.oneOf(DEPARTMENTS)));
    fields.put(
        "linkedin_url",
        Value.text(
            "https://network.example/in/"
                + email.substring(0, email.lastIndexOf('@')).replaceAll("[^a-z0-9]+", "-")));
    fields.put("skills", new Value.Texts(person.twoOf(SKILLS)));
    fields.put("interests", new Value.Texts(person.twoOf(INTERESTS)));
    return new Knows(fields, true, null);
  }

  private static Map<String, Value> company(String domain) {
    Dice dice = new Dice(domain);
    long people = 20L + dice.below(4_000);
    Map<String, Value> fields = new TreeMap<>();
    fields.put("company_name", Value.text(name(domain)));
    fields.put("company_website", Value.text("https://www." + domain));
    fields.put("company_domain", Value.text(domain));
    fields.put("industry", Value.text(dice.oneOf(INDUSTRIES)));
    fields.put("num_employees", new Value.Whole(people));
    fields.put(
        "revenue", Value.text("$%dM".formatted(1 + people * (90 + dice.below(160)) / 1_000)));
    fields.put("business_model", Value.text(dice.oneOf(MODELS)));
    fields.put("products", new Value.Texts(dice.twoOf(PRODUCTS)));
    fields.put("corporate_objectives", new Value.Texts(dice.twoOf(OBJECTIVES)));
    fields.put("competitors", new Value.Texts(List.of("Contoso Supply", "Fabrikam Freight")));
    fields.put("recent_news", new Value.Texts(List.of(dice.oneOf(NEWS))));
    fields.put(
        "small_talk", new Value.Texts(List.of("How the new distribution centre is coming along")));
    return fields;
  }

  private static String name(String domain) {
    String first = domain.substring(0, domain.indexOf('.'));
    return first.isEmpty()
        ? domain
        : first.substring(0, 1).toUpperCase(Locale.ROOT) + first.substring(1);
  }

  /** Chance that the same text always throws alike. */
  private static final class Dice {
    private final CRC32 state = new CRC32();

    Dice(String seed) {
      state.update(seed.getBytes(StandardCharsets.UTF_8));
    }

    int below(int limit) {
      state.update(7);
      return (int) (state.getValue() % limit);
    }

    String oneOf(List<String> texts) {
      return texts.get(below(texts.size()));
    }

    List<String> twoOf(List<String> texts) {
      int first = below(texts.size());
      return List.of(
          texts.get(first), texts.get((first + 1 + below(texts.size() - 1)) % texts.size()));
    }
  }
}
