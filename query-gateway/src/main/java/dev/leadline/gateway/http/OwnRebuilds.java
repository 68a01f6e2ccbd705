package dev.leadline.gateway.http;

import dev.leadline.events.Json;
import dev.leadline.gateway.domain.AskRebuilds;
import dev.leadline.gateway.domain.AskRebuilds.Answer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rebuilds as far as they are the caller's. Operators of the platform's own tenant order, see and
 * stop all of them; those of another tenant rebuild what that tenant has, and see no others: what a
 * rebuild finds different is of the leads that it is about.
 */
@Component
final class OwnRebuilds {

  private static final String TENANT = "tenant";

  private final AskRebuilds rebuilds;
  private final KnownLeads leads;
  private final TenantSettings settings;
  private final String platform;

  OwnRebuilds(
      AskRebuilds rebuilds, KnownLeads leads, TenantSettings settings, AccessSettings access) {
    this.rebuilds = rebuilds;
    this.leads = leads;
    this.settings = settings;
    this.platform = access.platformTenant();
  }

  /** How far read models are, which is the same for all tenants. */
  Answer projections() {
    return rebuilds.ask("GET", "/projections", null);
  }

  /**
   * Begins one.
   *
   * @param body what is wanted, as JSON; null for as much as the caller may
   */
  Answer begin(String projection, @Nullable String body) {
    String wanted = body == null || body.isBlank() ? "{}" : body;
    return rebuilds.ask(
        "POST",
        "/projections/" + segment(projection) + "/rebuild",
        isOfPlatform() ? wanted : limited(wanted));
  }

  /** Those that run, and the last ones that ended. */
  Answer all() {
    Answer answer = rebuilds.ask("GET", "/rebuilds", null);
    if (isOfPlatform() || answer.status() / 100 != 2) return answer;
    ObjectNode own = Json.MAPPER.createObjectNode();
    var items = own.putArray("items");
    for (JsonNode one : Json.MAPPER.readTree(answer.body()).path("items"))
      if (isOwn(one)) items.add(one);
    return new Answer(answer.status(), answer.contentType(), own.toString());
  }

  /** One of them. */
  Answer one(String id) {
    Answer answer = rebuilds.ask("GET", "/rebuilds/" + segment(id), null);
    if (!isOfPlatform()
        && answer.status() / 100 == 2
        && !isOwn(Json.MAPPER.readTree(answer.body())))
      throw Problem.NOT_FOUND.because("There is no rebuild " + id + ".");
    return answer;
  }

  /**
   * Tells one of them what to do.
   *
   * @param wish pause, resume, cancel, rollback or throttle
   */
  Answer tell(String id, String wish, String body) {
    if (!isOfPlatform()) {
      Answer known = one(id);
      if (known.status() / 100 != 2) return known;
    }
    return rebuilds.ask("POST", "/rebuilds/" + segment(id) + "/" + wish, body);
  }

  private boolean isOfPlatform() {
    return settings.tenant().equals(platform);
  }

  private boolean isOwn(JsonNode rebuild) {
    String tenant = settings.tenant();
    return tenant.equals(rebuild.path("scope").path(TENANT).asString(""))
        || tenant.equals(rebuild.path("askedBy").asString(""));
  }

  private String limited(String body) {
    if (!(read(body) instanceof ObjectNode wanted))
      throw Problem.BAD_REQUEST.because("The body is not the JSON of a rebuild.");
    String tenant = settings.tenant();
    if (!wanted.path(TENANT).asString(tenant).equals(tenant))
      throw Problem.FORBIDDEN.because("Rebuild what your own tenant has; leave tenant away.");
    String lead = wanted.path("leadId").asString("");
    // A lead stands alone; that it is one of the tenant is seen here.
    if (lead.isEmpty()) wanted.put(TENANT, tenant);
    else leads.of(lead);
    return wanted.toString();
  }

  private static @Nullable JsonNode read(String body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JacksonException notJson) {
      return null;
    }
  }

  private static String segment(String text) {
    return UriUtils.encodePathSegment(text, StandardCharsets.UTF_8);
  }
}
