package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.handling.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** Somebody comes back from the outside provider. */
@Component
final class OidcSignIn implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

  private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);

  private final OidcSettings settings;
  private final SessionSignIn sessions;
  private final SignIn signIn;
  private final Clock clock;

  OidcSignIn(OidcSettings settings, SessionSignIn sessions, SignIn signIn, Clock clock) {
    this.settings = settings;
    this.sessions = sessions;
    this.signIn = signIn;
    this.clock = clock;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication known)
      throws IOException {
    Caller caller =
        known.getPrincipal() instanceof OAuth2User person
            ? OidcClaims.caller(person.getAttributes(), settings)
            : null;
    signIn.byProvider(caller, request.getRemoteAddr());
    if (caller == null) {
      LOG.warn("Somebody whom {} knows has no tenant, no id or no role here", settings.issuer());
      sessions.end(request, response);
      response.sendRedirect("/sign-in?refused");
      return;
    }
    sessions.begin(SessionMember.outside(caller, clock.instant()), request, response);
    response.sendRedirect(WayBack.take(request, response));
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    LOG.warn("{} did not sign somebody in: {}", settings.issuer(), failure.getMessage());
    signIn.byProvider(null, request.getRemoteAddr());
    response.sendRedirect("/sign-in?refused");
  }
}
