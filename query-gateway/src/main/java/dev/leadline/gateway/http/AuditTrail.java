package dev.leadline.gateway.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.leadline.gateway.domain.AuditEntry;
import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.Permission;
import dev.leadline.gateway.domain.RecordAudit;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/** Tells the audit log what was done by HTTP. */
@Component
final class AuditTrail {

  /** A page that is open asks for its lead again and again. */
  private static final Duration ONE_VIEW = Duration.ofMinutes(10);

  private static final int MOST_VIEWS = 20_000;
  private static final int LONGEST_FILTER = 1_000;
  private static final String LEADS = AuditTrail.class.getName() + ".leads";
  private static final String ROWS = AuditTrail.class.getName() + ".rows";

  /** What may name a person: that it was given is told, and not what. */
  private static final Set<String> PERSONAL =
      Set.of("q", "email", "phone", "anonymousId", "externalId", "token");

  private final RecordAudit audit;
  private final Clock clock;
  private final Cache<String, Boolean> views =
      Caffeine.newBuilder().maximumSize(MOST_VIEWS).expireAfterWrite(ONE_VIEW).build();

  AuditTrail(RecordAudit audit, Clock clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /** The request is about these leads too. */
  static void about(HttpServletRequest request, List<String> leadIds) {
    request.setAttribute(LEADS, leadIds);
  }

  /** So many leads went out. */
  static void rows(HttpServletRequest request, long rows) {
    request.setAttribute(ROWS, rows);
  }

  void tell(
      Caller caller,
      Permission permission,
      String address,
      AuditEntry.Outcome outcome,
      HttpServletRequest request) {
    boolean refused = outcome == AuditEntry.Outcome.FORBIDDEN;
    if (permission.trace() == Permission.Trace.NONE && !refused) return;
    List<String> leads = leads(request);
    if (permission.trace() == Permission.Trace.ONCE_IN_A_WHILE
        && views.asMap().putIfAbsent(caller + " " + leads + " " + outcome, true) != null) return;
    audit.record(
        new AuditEntry(
            clock.instant(),
            caller.tenant(),
            permission.name(),
            outcome,
            AuditEntry.WhoKind.of(caller),
            caller.id(),
            request.getRemoteAddr(),
            request.getMethod() + " " + address,
            leads,
            filter(request),
            request.getAttribute(ROWS) instanceof Long rows ? rows : null));
  }

  private static List<String> leads(HttpServletRequest request) {
    var leads = new ArrayList<String>();
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> variables)
      for (String name : List.of("leadId", "otherId"))
        if (variables.get(name) instanceof String lead) leads.add(lead);
    if (request.getAttribute(LEADS) instanceof List<?> more)
      for (Object lead : more) leads.add(String.valueOf(lead));
    return leads;
  }

  private static @Nullable String filter(HttpServletRequest request) {
    if (!request.getMethod().equals("GET")) return null;
    String filter =
        new TreeMap<>(request.getParameterMap())
            .entrySet().stream()
                .map(
                    given ->
                        given.getKey()
                            + "="
                            + (PERSONAL.contains(given.getKey())
                                ? "..."
                                : String.join(",", given.getValue())))
                .collect(Collectors.joining("&"));
    if (filter.isEmpty()) return null;
    return filter.length() > LONGEST_FILTER ? filter.substring(0, LONGEST_FILTER) : filter;
  }
}
