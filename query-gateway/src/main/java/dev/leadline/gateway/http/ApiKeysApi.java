package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.ApiKey;
import dev.leadline.gateway.domain.Role;
import dev.leadline.gateway.handling.ManageKeys;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Keys of programs, for programs. */
@RestController
final class ApiKeysApi {

  private final ManageKeys keys;

  ApiKeysApi(ManageKeys keys) {
    this.keys = keys;
  }

  /** All of them. */
  record Keys(List<Shown> items) {}

  /**
   * A key.
   *
   * @param hint its last letters
   * @param key itself, shown this once
   */
  record Shown(
      String keyId,
      String name,
      SortedSet<Role> roles,
      String hint,
      String madeBy,
      Instant since,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt,
      @Nullable String key) {

    static Shown of(ApiKey key, @Nullable String secret) {
      return new Shown(
          key.keyId(),
          key.name(),
          new TreeSet<>(key.roles()),
          key.hint(),
          key.madeBy(),
          key.since(),
          key.lastUsedAt(),
          key.revokedAt(),
          secret);
    }

    /** Without the key. */
    @Override
    public String toString() {
      return keyId;
    }
  }

  /** What is wished for. */
  record Wish(@Nullable String name, @Nullable List<@Nullable String> roles) {}

  /** The newest first. */
  @Operation(summary = "The keys of the tenant, also those that were revoked")
  @GetMapping("/v1/api-keys")
  Keys list() {
    return new Keys(
        keys.list(Callers.required().tenant()).stream().map(key -> Shown.of(key, null)).toList());
  }

  /** A new one. */
  @Operation(
      summary = "Make a key, which is shown this once",
      description =
          "roles: INGEST for a program that only tells what happens, else those of members. A key"
              + " may not do more than whoever makes it.")
  @PostMapping("/v1/api-keys")
  ResponseEntity<Shown> make(@RequestBody Wish wish, HttpServletRequest request) {
    String name = MembersApi.name(wish.name() == null ? "" : wish.name());
    List<@Nullable String> given = wish.roles();
    Set<Role> roles = MembersApi.roles(given == null ? List.of() : given);
    AuditTrail.tells(request, roles);
    return switch (keys.make(Callers.required(), name, roles)) {
      case ManageKeys.Made(ApiKey key, String secret) -> {
        AuditTrail.tells(request, "keyId", key.keyId());
        yield ResponseEntity.status(HttpStatus.CREATED).body(Shown.of(key, secret));
      }
      case ManageKeys.TooMuch() ->
          throw Problem.TOO_MUCH_GIVEN.because("The key could do more than you may.");
    };
  }

  /** The end of one. */
  @Operation(summary = "Revoke a key, at once and for ever")
  @DeleteMapping("/v1/api-keys/{keyId}")
  ResponseEntity<Void> revoke(@PathVariable String keyId) {
    if (!keys.revoke(Callers.required(), keyId))
      throw Problem.UNKNOWN_KEY.because("There is no such key, or it has been revoked.");
    return ResponseEntity.noContent().build();
  }
}
