package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Caller;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** For the length of one request: who asks, with what they may do at this moment. */
final class CallerAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Caller caller;

  CallerAuthentication(Caller caller) {
    super(List.of());
    this.caller = caller;
    setAuthenticated(true);
  }

  Caller caller() {
    return caller;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public Object getPrincipal() {
    return caller.id();
  }
}
