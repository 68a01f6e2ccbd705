package dev.leadline.enrichment.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.enrichment.domain.crm.CrmPlan;
import dev.leadline.enrichment.domain.crm.CrmPlan.Mapping;
import dev.leadline.enrichment.domain.crm.CrmPlan.Write;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.client.RestClient;

/** Which fields of Salesforce are read and written, as the settings have them from the start. */
class CrmSettingsTest {

  private static final Set<String> OF_BOTH =
      Set.of("FirstName", "LastName", "Phone", "Title", "Owner.Name");

  private static List<Mapping> mappings(String object) throws IOException {
    var environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "given",
                Map.of(
                    "LEADLINE_SALESFORCE_URL",
                    "https://acme.my.salesforce.com",
                    "LEADLINE_SALESFORCE_OBJECT",
                    object)));
    new YamlPropertySourceLoader()
        .load("manual", new ClassPathResource("enrichment-service.yml"))
        .forEach(environment.getPropertySources()::addLast);
    CrmSettings settings =
        Binder.get(environment).bind("leadline.enrichment-service.crm", CrmSettings.class).get();
    var calls =
        new CallSettings(
            false,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            1,
            Duration.ofMillis(5),
            Duration.ofMillis(50),
            Duration.ofSeconds(1),
            8);
    CrmPlan plan =
        new Crm(
                new HttpDoor(RestClient.builder(), calls, Clock.systemUTC()),
                calls,
                settings,
                (system, ids) -> Map.of(),
                texts -> String.join(" ", texts),
                new SimpleMeterRegistry())
            .plans()
            .getFirst();
    assertThat(plan.objectType()).isEqualTo(object);
    assertThat(plan.mappings()).extracting(Mapping::external).containsAll(OF_BOTH);
    return plan.mappings().stream()
        .filter(mapping -> !OF_BOTH.contains(mapping.external()))
        .toList();
  }

  @Test
  void a_lead_of_salesforce_has_its_company_by_name() throws IOException {
    assertThat(mappings("Lead"))
        .extracting(Mapping::external)
        .containsExactly("Company", "NumberOfEmployees");
  }

  @Test
  void a_contact_of_salesforce_has_an_account_which_is_read_and_never_written() throws IOException {
    assertThat(mappings("Contact"))
        .allMatch(mapping -> mapping.write() == Write.NEVER)
        .extracting(Mapping::field)
        .containsExactly(
            "company_name",
            "num_employees",
            "salesforce_account_id",
            "salesforce_account_name",
            "salesforce_account_owner_id",
            "salesforce_account_owner_name",
            "salesforce_account_owner_email");
  }
}
