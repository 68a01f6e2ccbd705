package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.crm.CrmPlan;
import dev.leadline.enrichment.domain.crm.CrmPlan.Mapping;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which CRMs there are; {@code enrichment-service.yml} is the manual.
 *
 * @param tenant whose they are
 * @param every how often changed records are pulled
 * @param settling after a lead's last change, before it is written
 * @param history a topic to which the history of leads is sent for the CRMs; empty for none
 * @param gather how long a call waits for other leads, to take them along
 */
@ConfigurationProperties("leadline.enrichment-service.crm")
public record CrmSettings(
    String tenant,
    @DefaultValue("") String history,
    Duration every,
    Duration settling,
    Duration gather,
    Duration timeout,
    Connection salesforce,
    Connection hubspot,
    Connection marketo) {

  /**
   * One CRM; without an address there is none.
   *
   * @param clientId with its secret, for a token of OAuth
   * @param refreshToken where the CRM wants one
   * @param token a lasting one, in place of OAuth
   * @param lookBack how far the first pull reaches back; zero for none
   */
  public record Connection(
      @Nullable URI address,
      @Nullable String clientId,
      @Nullable String clientSecret,
      @Nullable String refreshToken,
      @Nullable String token,
      @DefaultValue("") String object,
      @DefaultValue("false") boolean create,
      @Nullable String conversationField,
      @DefaultValue("PT0S") Duration lookBack,
      @DefaultValue List<Line> mappings) {

    /** Whether it is set up. */
    public boolean isSetUp() {
      return address != null && !address.toString().isBlank();
    }

    /** Without what is secret. */
    @Override
    public String toString() {
      return "Connection[address=%s, object=%s]".formatted(address, object);
    }
  }

  /**
   * A field of ours and the CRM's.
   *
   * @param external of another record, as {@code Account.Name}, it is read alone
   * @param object of Salesforce that alone has the field; empty for both
   */
  public record Line(
      String field,
      String external,
      @DefaultValue("IF_EMPTY") CrmPlan.Write write,
      @DefaultValue("true") boolean pull,
      @DefaultValue("TEXT") CrmPlan.Type type,
      @DefaultValue("") String object) {

    boolean isOf(String which) {
      return object.isBlank() || object.equals(which);
    }

    Mapping mapping() {
      CrmPlan.Write may = external.contains(".") ? CrmPlan.Write.NEVER : write;
      return new Mapping(field, external, may, pull, type);
    }
  }
}
