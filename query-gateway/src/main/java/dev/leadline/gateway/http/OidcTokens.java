package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.Unavailable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.stereotype.Component;

/** Tokens of the outside provider, where there is one. */
@Component
final class OidcTokens implements RecogniseToken {

  private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);

  private final OidcSettings settings;
  private final JwtDecoder decoder;

  OidcTokens(OidcSettings settings) {
    this.settings = settings;
    // Not before the first token: the gateway starts while the provider is away.
    this.decoder = new SupplierJwtDecoder(() -> decoder(settings));
  }

  private static JwtDecoder decoder(OidcSettings settings) {
    NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(settings.issuer()).build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            JwtValidators.createDefaultWithIssuer(settings.issuer()),
            new JwtClaimValidator<List<String>>(
                JwtClaimNames.AUD,
                audience -> audience != null && audience.contains(settings.expectedAudience()))));
    return decoder;
  }

  @Override
  public @Nullable Caller recognise(String token) {
    if (!settings.isOn() || !isSigned(token)) return null;
    try {
      Caller caller = OidcClaims.caller(decoder.decode(token).getClaims(), settings);
      if (caller == null) LOG.warn("A token of {} makes nobody here", settings.issuer());
      return caller;
    } catch (BadJwtException refused) {
      return null;
    } catch (JwtException | JwtDecoderInitializationException down) {
      throw Unavailable.of("Whoever knows this token", down);
    }
  }

  /** Head, claims and signature: of anything else nobody outside is asked. */
  private static boolean isSigned(String token) {
    return token.chars().filter(character -> character == '.').count() == 2;
  }
}
