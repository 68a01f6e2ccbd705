package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Caller;
import org.jspecify.annotations.Nullable;

/** Who shows a token of an outside provider. */
@FunctionalInterface
interface RecogniseToken {

  /** Null if nobody, or if there is no such provider. */
  @Nullable Caller recognise(String token);
}
