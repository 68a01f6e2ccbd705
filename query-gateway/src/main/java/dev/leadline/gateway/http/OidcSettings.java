package dev.leadline.gateway.http;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * An outside provider that knows people and programs (OpenID Connect); none where the issuer is
 * empty.
 *
 * @param issuer as its tokens name it
 * @param clientId of this gateway at the provider
 * @param clientSecret empty for a public client, which then proves itself by PKCE alone
 * @param scopes that are asked for, separated by commas
 * @param audience that tokens of programs must be for; the client id where it is empty
 * @param tenant whose members all of them are; empty where a claim says it
 * @param tenantClaim names the tenant, where {@code tenant} is empty
 * @param rolesClaim a list of roles, or a text with them; a path with dots leads inside
 * @param memberClaim becomes the member's id
 * @param nameClaim becomes the member's name
 * @param defaultRole of whoever has none; empty to refuse them
 * @param label of the button on the page where people sign in
 */
@ConfigurationProperties("leadline.query-gateway.oidc")
public record OidcSettings(
    String issuer,
    String clientId,
    String clientSecret,
    String scopes,
    String audience,
    String tenant,
    String tenantClaim,
    String rolesClaim,
    String memberClaim,
    String nameClaim,
    String defaultRole,
    String label) {

  public boolean isOn() {
    return !issuer.isBlank();
  }

  String expectedAudience() {
    return audience.isBlank() ? clientId : audience;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "OidcSettings[issuer=%s, clientId=%s]".formatted(issuer, clientId);
  }
}
