package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.WhoAsks;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who sends the request that this thread answers. */
@Component
final class Callers implements WhoAsks {

  @Override
  public @Nullable Caller now() {
    return known();
  }

  /** Null where nobody has said who they are. */
  static @Nullable Caller known() {
    return SecurityContextHolder.getContext().getAuthentication()
            instanceof CallerAuthentication somebody
        ? somebody.caller()
        : null;
  }

  /** Whether the credential of this request would prove the same at another time. */
  static BooleanSupplier stillHolds() {
    return SecurityContextHolder.getContext().getAuthentication()
            instanceof CallerAuthentication somebody
        ? somebody.stillHolds()
        : () -> false;
  }

  /** For what only somebody can ask. */
  static Caller required() {
    Caller caller = known();
    if (caller == null) throw Problem.NO_CREDENTIAL.because(Problem.HOW_TO_SAY_WHO);
    return caller;
  }
}
