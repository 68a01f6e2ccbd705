package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.Role;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the claims of an outside provider mean here. */
final class OidcClaims {

  private OidcClaims() {}

  /**
   * Null where they make nobody: without a tenant, an id or a role.
   *
   * @param claims whose signature, issuer, audience and time were found right
   */
  static @Nullable Caller caller(Map<String, Object> claims, OidcSettings settings) {
    String tenant =
        settings.tenant().isBlank() ? text(claims, settings.tenantClaim()) : settings.tenant();
    String id = text(claims, settings.memberClaim());
    Set<Role> roles = roles(claims, settings);
    if (tenant == null || tenant.isBlank() || id == null || id.isBlank() || roles.isEmpty())
      return null;
    String name = text(claims, settings.nameClaim());
    Caller.Kind kind = isProgram(claims) ? Caller.Kind.PROGRAM : Caller.Kind.MEMBER;
    return new Caller(tenant, kind, id, name == null ? id : name, roles);
  }

  /** A program that asked for the token itself is its own subject. */
  private static boolean isProgram(Map<String, Object> claims) {
    String subject = text(claims, "sub");
    if (subject == null) return true;
    return subject.equals(text(claims, "azp"))
        || subject.equals(text(claims, "client_id"))
        || subject.equals(text(claims, "appid"));
  }

  private static Set<Role> roles(Map<String, Object> claims, OidcSettings settings) {
    var roles = EnumSet.noneOf(Role.class);
    for (String name : texts(at(claims, settings.rolesClaim()))) {
      Role role = Role.of(name);
      if (role != null) roles.add(role);
    }
    Role usual = Role.of(settings.defaultRole());
    if (roles.isEmpty() && usual != null) roles.add(usual);
    return roles;
  }

  private static List<String> texts(@Nullable Object value) {
    return switch (value) {
      case String text -> List.of(text.split("[\\s,]+", -1));
      case Collection<?> several -> several.stream().map(String::valueOf).toList();
      case null, default -> List.of();
    };
  }

  private static @Nullable String text(Map<String, Object> claims, String name) {
    return at(claims, name) instanceof String text ? text : null;
  }

  /** A claim may have dots in its name, as those that are addresses; else they lead inside. */
  private static @Nullable Object at(Map<String, Object> claims, String path) {
    Object whole = claims.get(path);
    if (whole != null || !path.contains(".")) return whole;
    Object inside = claims;
    for (String step : path.split("\\.", -1)) {
      if (!(inside instanceof Map<?, ?> map)) return null;
      inside = map.get(step);
    }
    return inside;
  }
}
