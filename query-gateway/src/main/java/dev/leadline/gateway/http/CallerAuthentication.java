package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Caller;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** For the length of one request: who asks, with what they may do at this moment. */
final class CallerAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final transient Caller caller;
  private final transient BooleanSupplier stillHolds;

  /**
   * Who asks.
   *
   * @param stillHolds whether the credential would prove the same if it were shown once more
   */
  CallerAuthentication(Caller caller, BooleanSupplier stillHolds) {
    super(List.of());
    this.caller = caller;
    this.stillHolds = stillHolds;
    setAuthenticated(true);
  }

  Caller caller() {
    return caller;
  }

  /** For what goes on long after it was asked for; it may find that nobody can tell now. */
  BooleanSupplier stillHolds() {
    return stillHolds;
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
