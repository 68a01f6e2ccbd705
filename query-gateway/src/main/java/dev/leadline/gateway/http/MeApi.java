package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.Permission;
import dev.leadline.gateway.domain.Role;
import io.swagger.v3.oas.annotations.Operation;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a credential proves. */
@RestController
final class MeApi {

  /** Who asks, and what they may do. */
  record Me(
      String tenant,
      Caller.Kind kind,
      String id,
      String name,
      SortedSet<Role> roles,
      SortedSet<Permission> permissions) {}

  /** Whoever asks. */
  @Operation(summary = "Who this credential says you are, and what you may do")
  @GetMapping("/v1/me")
  Me me() {
    Caller caller = Callers.required();
    return new Me(
        caller.tenant(),
        caller.kind(),
        caller.id(),
        caller.name(),
        new TreeSet<>(caller.roles()),
        new TreeSet<>(Role.permissions(caller.roles())));
  }
}
