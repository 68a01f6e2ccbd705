package dev.leadline.gateway.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which endpoint needs which permission: the whole of it, on one page. An endpoint that is missing
 * is closed to everybody, and a test says so. Addresses are written as their controllers write
 * them.
 */
public final class Access {

  private static final String TABLE =
      """
      GET    /v1/leads                                                SEE_LEADS
      GET    /v1/leads/{leadId}                                       SEE_LEAD
      GET    /v1/leads/{leadId}/timeline                              SEE_LEAD
      GET    /v1/leads/{leadId}/next-steps                            SEE_LEAD
      GET    /v1/leads/{leadId}/control                               SEE_LEADS
      GET    /v1/leads/{leadId}/merge-suggestions                     SEE_LEAD
      GET    /v1/leads/export.csv                                     EXPORT
      GET    /v1/leads/{leadId}/observations                          SEE_LEAD
      GET    /v1/stream                                               SEE_LEADS
      POST   /v1/exports                                              EXPORT
      GET    /v1/exports                                              EXPORT
      GET    /v1/exports/{id}                                         EXPORT
      GET    /v1/exports/{id}/file                                    EXPORT
      POST   /v1/exports/{id}/retry                                   EXPORT
      DELETE /v1/exports/{id}                                         EXPORT
      GET    /v1/views                                                SEE_LEADS
      POST   /v1/views                                                SEE_LEADS
      PUT    /v1/views/{id}                                           SEE_LEADS
      DELETE /v1/views/{id}                                           SEE_LEADS
      GET    /v1/analytics/overview                                   SEE_LEADS

      POST   /v1/leads/{leadId}/takeover                              SPEAK
      POST   /v1/leads/{leadId}/return                                SPEAK
      POST   /v1/leads/{leadId}/messages                              SPEAK
      POST   /v1/leads/{leadId}/feedback                              SPEAK
      POST   /v1/leads/{leadId}/block                                 BLOCK
      POST   /v1/leads/{leadId}/unblock                               UNBLOCK
      POST   /v1/leads/{leadId}/stage                                 SET_STAGE
      POST   /v1/leads/{leadId}/merge                                 MERGE
      POST   /v1/leads/{leadId}/unmerge                               MERGE
      POST   /v1/leads/{leadId}/merge-suggestions/{otherId}/dismiss   MERGE

      POST   /v1/events                                               INGEST_EVENTS
      POST   /v1/leads                                                WRITE_LEADS
      POST   /v1/leads/bulk                                           WRITE_LEADS
      PATCH  /v1/leads/{leadId}                                       WRITE_LEADS
      POST   /v1/leads/{leadId}/events                                WRITE_LEADS

      POST   /v1/privacy/erasures                                     PRIVACY
      GET    /v1/privacy/erasures/{id}                                PRIVACY
      POST   /v1/privacy/exports                                      PRIVACY
      GET    /v1/privacy/exports/{id}                                 PRIVACY
      GET    /v1/privacy/exports/{id}/{file:data\\.json|data\\.csv}   PRIVACY

      GET    /v1/fields                                               SEE_LEADS
      POST   /v1/fields                                               SHAPE_DATA_MODEL

      GET    /v1/settings                                             SEE_SETTINGS
      PUT    /v1/settings                                             CHANGE_SETTINGS

      GET    /v1/notifications/rules                                  SEE_NOTIFICATIONS
      GET    /v1/notifications/rules/{ruleId}                         SEE_NOTIFICATIONS
      GET    /v1/notifications/destinations                           SEE_NOTIFICATIONS
      GET    /v1/notifications/destinations/{destinationId}           SEE_NOTIFICATIONS
      GET    /v1/notifications/triggers                               SEE_NOTIFICATIONS
      GET    /v1/notifications/kinds                                  SEE_NOTIFICATIONS
      GET    /v1/notifications/deliveries                             SEE_NOTIFICATIONS
      GET    /v1/notifications/inbox                                  SEE_NOTIFICATIONS
      POST   /v1/notifications/rules                                  CHANGE_NOTIFICATIONS
      PATCH  /v1/notifications/rules/{ruleId}                         CHANGE_NOTIFICATIONS
      DELETE /v1/notifications/rules/{ruleId}                         CHANGE_NOTIFICATIONS
      POST   /v1/notifications/destinations                           CHANGE_NOTIFICATIONS
      PATCH  /v1/notifications/destinations/{destinationId}           CHANGE_NOTIFICATIONS
      DELETE /v1/notifications/destinations/{destinationId}           CHANGE_NOTIFICATIONS
      POST   /v1/notifications/destinations/{destinationId}/test      CHANGE_NOTIFICATIONS
      POST   /v1/notifications/deliveries/{deliveryId}/send-again     CHANGE_NOTIFICATIONS

      GET    /v1/me                                                   BE_SOMEBODY
      GET    /v1/members                                              SEE_TEAM
      POST   /v1/members                                              CHANGE_TEAM
      PATCH  /v1/members/{memberId}                                   CHANGE_TEAM
      DELETE /v1/members/{memberId}                                   CHANGE_TEAM
      POST   /v1/members/{memberId}/password                          CHANGE_TEAM
      POST   /v1/members/{memberId}/sign-in-links                     CHANGE_TEAM
      GET    /v1/api-keys                                             SEE_KEYS
      POST   /v1/api-keys                                             CHANGE_KEYS
      DELETE /v1/api-keys/{keyId}                                     CHANGE_KEYS
      GET    /v1/audit                                                SEE_AUDIT

      GET    /v1/ops/status                                           SEE_STATUS
      GET    /v1/ops/projections                                      SEE_OPERATIONS
      POST   /v1/ops/projections/{name}/rebuild                       OPERATE
      GET    /v1/ops/rebuilds                                         SEE_OPERATIONS
      GET    /v1/ops/rebuilds/{id}                                    SEE_OPERATIONS
      POST   /v1/ops/rebuilds/{id}/{wish:pause|resume|cancel|rollback} OPERATE
      POST   /v1/ops/rebuilds/{id}/throttle                           OPERATE
      GET    /v1/ops/dead-letters                                     OPERATE
      GET    /v1/ops/dead-letters/{id}                                OPERATE
      POST   /v1/ops/dead-letters/{id}/retry                          OPERATE
      POST   /v1/ops/dead-letters/{id}/discard                        OPERATE
      POST   /v1/ops/dead-letters/retry                               OPERATE
      GET    /v1/ops/events                                           OPERATE
      GET    /v1/ops/events/verify                                    OPERATE
      POST   /v1/ops/republish                                        OPERATE

      GET    /                                                        BE_SOMEBODY
      GET    /leads                                                   SEE_LEADS
      GET    /leads/rows                                              SEE_LEADS
      GET    /leads/changes                                           SEE_LEADS
      POST   /leads/views                                             SEE_LEADS
      POST   /leads/views/{id}/delete                                 SEE_LEADS
      GET    /leads/{leadId}                                          SEE_LEAD
      GET    /leads/{leadId}/timeline                                 SEE_LEAD
      GET    /leads/{leadId}/details                                  SEE_LEAD
      POST   /leads/{leadId}/takeover                                 SPEAK
      POST   /leads/{leadId}/return                                   SPEAK
      POST   /leads/{leadId}/messages                                 SPEAK
      POST   /leads/{leadId}/feedback                                 SPEAK
      POST   /leads/{leadId}/block                                    BLOCK
      POST   /leads/{leadId}/unblock                                  UNBLOCK
      POST   /leads/{leadId}/stage                                    SET_STAGE
      POST   /leads/{leadId}/fields                                   WRITE_LEADS
      GET    /leads/{leadId}/merge                                    MERGE
      POST   /leads/{leadId}/merge                                    MERGE
      POST   /leads/{leadId}/unmerge                                  MERGE
      POST   /leads/{leadId}/apart                                    MERGE
      POST   /leads/{leadId}/erase                                    PRIVACY
      GET    /notifications                                           SEE_NOTIFICATIONS
      GET    /notifications/deliveries                                SEE_NOTIFICATIONS
      GET    /notifications/settings                                  SEE_NOTIFICATIONS
      POST   /notifications/destinations                              CHANGE_NOTIFICATIONS
      POST   /notifications/rules                                     CHANGE_NOTIFICATIONS
      GET    /notifications/destinations/{id}                         CHANGE_NOTIFICATIONS
      POST   /notifications/destinations/{id}                         CHANGE_NOTIFICATIONS
      GET    /notifications/rules/{id}                                CHANGE_NOTIFICATIONS
      POST   /notifications/rules/{id}                                CHANGE_NOTIFICATIONS
      POST   /notifications/{what:rules|destinations}/{id}/switch     CHANGE_NOTIFICATIONS
      POST   /notifications/{what:rules|destinations}/{id}/delete     CHANGE_NOTIFICATIONS
      POST   /notifications/destinations/{id}/test                    CHANGE_NOTIFICATIONS
      POST   /notifications/deliveries/{id}/send-again                CHANGE_NOTIFICATIONS
      GET    /analytics                                               SEE_LEADS
      GET    /operations                                              SEE_OPERATIONS
      GET    /operations/state                                        SEE_OPERATIONS
      GET    /operations/letters                                      SEE_OPERATIONS
      POST   /operations/projections/{name}/rebuild                   OPERATE
      POST   /operations/rebuilds/{id}/{wish:pause|resume|cancel|rollback} OPERATE
      POST   /operations/dead-letters/{id}/retry                      OPERATE
      POST   /operations/dead-letters/{id}/discard                    OPERATE
      POST   /operations/dead-letters/retry                           OPERATE
      GET    /settings                                                SEE_SETTINGS
      POST   /settings                                                CHANGE_SETTINGS
      GET    /settings/fields                                         SEE_LEADS
      POST   /settings/fields                                         SHAPE_DATA_MODEL
      GET    /settings/members                                        SEE_TEAM
      POST   /settings/members                                        CHANGE_TEAM
      POST   /settings/members/{memberId}/{what:roles|password|link|switch|delete}  CHANGE_TEAM
      GET    /settings/api-keys                                       SEE_KEYS
      POST   /settings/api-keys                                       CHANGE_KEYS
      POST   /settings/api-keys/{keyId}/revoke                        CHANGE_KEYS
      GET    /settings/password                                       BE_SOMEBODY
      POST   /settings/password                                       BE_SOMEBODY
      POST   /sign-out                                                BE_SOMEBODY

      POST   /theme                                                   OPEN
      GET    /sign-in                                                 OPEN
      POST   /sign-in                                                 OPEN
      GET    /sign-in/once                                            OPEN
      POST   /sign-in/once                                            OPEN
      GET    /v3/api-docs                                             OPEN
      GET    /v3/api-docs.yaml                                        OPEN
      ANY    /error                                                   OPEN
      """;

  private static final Map<String, Endpoint> ENDPOINTS = read();

  /**
   * A line of the table.
   *
   * @param method of HTTP, or {@code ANY}
   */
  public record Endpoint(String method, String address, Permission permission) {}

  private Access() {}

  /** What is needed; null if nobody thought of this endpoint, which is then closed. */
  public static @Nullable Permission needed(String method, String address) {
    Endpoint endpoint = ENDPOINTS.get(asRead(method) + " " + address);
    if (endpoint == null) endpoint = ENDPOINTS.get("ANY " + address);
    return endpoint == null ? null : endpoint.permission();
  }

  /** All lines. */
  public static List<Endpoint> endpoints() {
    return new ArrayList<>(ENDPOINTS.values());
  }

  /** A HEAD is a GET whose body nobody wants. */
  private static String asRead(String method) {
    return method.equals("HEAD") ? "GET" : method;
  }

  private static Map<String, Endpoint> read() {
    var endpoints = new TreeMap<String, Endpoint>();
    for (String line : TABLE.lines().filter(it -> !it.isBlank()).toList()) {
      String[] cells = line.strip().split("\\s+", -1);
      var endpoint = new Endpoint(cells[0], cells[1], Permission.valueOf(cells[2]));
      if (endpoints.put(cells[0] + " " + cells[1], endpoint) != null)
        throw new IllegalStateException("Twice in the table: " + line);
    }
    return endpoints;
  }
}
