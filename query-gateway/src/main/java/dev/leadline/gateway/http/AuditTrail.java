package dev.leadline.gateway.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.leadline.events.Json;
import dev.leadline.events.Shortened;
import dev.leadline.gateway.domain.AuditEntry;
import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.Permission;
import dev.leadline.gateway.domain.RecordAudit;
import dev.leadline.gateway.domain.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Tells the audit log what was done by HTTP. */
@Component
final class AuditTrail {

  /** A page that is open asks for its lead again and again. */
  private static final Duration ONE_VIEW = Duration.ofMinutes(10);

  private static final int MOST_VIEWS = 20_000;
  private static final int LONGEST_FILTER = 1_000;
  private static final String LEADS = AuditTrail.class.getName() + ".leads";
  private static final String FILTER = AuditTrail.class.getName() + ".filter";
  private static final String ROWS = AuditTrail.class.getName() + ".rows";
  private static final String BROKEN_OFF = AuditTrail.class.getName() + ".broken-off";
  private static final String ORDER = AuditTrail.class.getName() + ".order";
  private static final String TOLD = AuditTrail.class.getName() + ".told";
  private static final String SAYS = AuditTrail.class.getName() + ".says";

  /** Of an order to operations: what it is about and how it is to be done, and no free text. */
  private static final List<String> ORDERED =
      List.of(
          "tenant",
          "leadId",
          "fromPosition",
          "fromTime",
          "upTo",
          "dryRun",
          "compareOnly",
          "eventsPerSecond",
          "source",
          "ids",
          "to",
          "create");

  private static final List<String> LEAD_IDS = List.of("leadId", "otherId");

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
    var all = new ArrayList<Object>();
    if (request.getAttribute(LEADS) instanceof List<?> before) all.addAll(before);
    all.addAll(leadIds);
    request.setAttribute(LEADS, all);
  }

  /**
   * The request is about the leads that these parameters list, and does not say so in its address.
   *
   * @param given without a word of a person, see {@link PersonalParameters#masked}
   */
  static void filter(HttpServletRequest request, Map<String, List<String>> given) {
    request.setAttribute(FILTER, given);
  }

  /** So many leads went out, or will. */
  static void rows(HttpServletRequest request, long rows) {
    request.setAttribute(ROWS, rows);
  }

  /** The answer ends in its middle, whatever its first line says. */
  static void breaksOff(HttpServletRequest request) {
    request.setAttribute(BROKEN_OFF, true);
  }

  /** The request is this order, a JSON object; what is none is for whoever refuses it. */
  static void order(HttpServletRequest request, @Nullable String body) {
    if (body != null && !body.isBlank()) request.setAttribute(ORDER, body);
  }

  /** The request is about this, which its address does not say; never a word of a lead. */
  static void tells(HttpServletRequest request, String name, String value) {
    var all = new TreeMap<String, String>();
    all.put(name, value);
    if (request.getAttribute(TOLD) instanceof Map<?, ?> before)
      before.forEach((other, said) -> all.put(String.valueOf(other), String.valueOf(said)));
    request.setAttribute(TOLD, all);
  }

  /** The same of roles that are given. */
  static void tells(HttpServletRequest request, Set<Role> roles) {
    tells(
        request,
        "roles",
        new TreeSet<>(roles).stream().map(Role::name).collect(Collectors.joining(",")));
  }

  /** The request says of members that they have done this, which is told of any permission. */
  static void says(HttpServletRequest request, List<String> types) {
    request.setAttribute(SAYS, types);
  }

  void tell(
      Caller caller,
      Permission permission,
      String address,
      AuditEntry.Outcome outcome,
      HttpServletRequest request) {
    boolean refused = outcome == AuditEntry.Outcome.FORBIDDEN;
    if (permission.trace() == Permission.Trace.NONE
        && !refused
        && request.getAttribute(SAYS) == null) return;
    List<String> leads = leads(request);
    if (permission.trace() == Permission.Trace.ONCE_IN_A_WHILE
        && views.asMap().putIfAbsent(caller + " " + leads + " " + outcome, true) != null) return;
    audit.record(
        new AuditEntry(
            clock.instant(),
            caller.tenant(),
            permission.name(),
            request.getAttribute(BROKEN_OFF) == null ? outcome : AuditEntry.Outcome.FAILED,
            AuditEntry.WhoKind.of(caller),
            caller.id(),
            request.getRemoteAddr(),
            request.getMethod() + " " + address,
            leads,
            filter(request),
            request.getAttribute(ROWS) instanceof Long rows ? rows : null,
            details(request)));
  }

  private static List<String> leads(HttpServletRequest request) {
    var leads = new LinkedHashSet<String>();
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> variables)
      for (String name : LEAD_IDS) if (variables.get(name) instanceof String lead) leads.add(lead);
    if (request.getAttribute(LEADS) instanceof List<?> more)
      for (Object lead : more) leads.add(String.valueOf(lead));
    leads.removeIf(lead -> !AuditEntry.isLeadId(lead));
    return List.copyOf(leads);
  }

  private static @Nullable String details(HttpServletRequest request) {
    var told = new TreeMap<String, String>();
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> variables)
      variables.forEach((name, value) -> told.put(String.valueOf(name), String.valueOf(value)));
    told.keySet().removeAll(LEAD_IDS);
    if (request.getAttribute(TOLD) instanceof Map<?, ?> more)
      more.forEach((name, value) -> told.put(String.valueOf(name), String.valueOf(value)));
    if (request.getAttribute(ORDER) instanceof String order) told.putAll(ordered(order));
    if (request.getAttribute(SAYS) instanceof List<?> types)
      told.put("types", types.stream().map(String::valueOf).collect(Collectors.joining(",")));
    return told.isEmpty()
        ? null
        : Shortened.to(
            LONGEST_FILTER,
            told.entrySet().stream()
                .map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining("&")));
  }

  private static Map<String, String> ordered(String body) {
    var told = new TreeMap<String, String>();
    try {
      JsonNode order = Json.MAPPER.readTree(body);
      for (String name : ORDERED) {
        JsonNode value = order.path(name);
        if (value.isValueNode() && !value.isNull()) told.put(name, value.asString());
        else if (value.isArray())
          told.put(
              name, value.valueStream().map(JsonNode::asString).collect(Collectors.joining(",")));
      }
    } catch (JacksonException notJson) {
      return told;
    }
    return told;
  }

  private static @Nullable String filter(HttpServletRequest request) {
    String filter =
        asked(request).entrySet().stream()
            .map(
                given ->
                    given.getKey()
                        + "="
                        + (PersonalParameters.has(given.getKey())
                            ? PersonalParameters.MASK
                            : String.join(",", given.getValue())))
            .collect(Collectors.joining("&"));
    return filter.isEmpty() ? null : Shortened.to(LONGEST_FILTER, filter);
  }

  private static Map<String, List<String>> asked(HttpServletRequest request) {
    var asked = new TreeMap<String, List<String>>();
    if (request.getAttribute(FILTER) instanceof Map<?, ?> told)
      told.forEach(
          (name, values) ->
              asked.put(
                  String.valueOf(name), ((List<?>) values).stream().map(String::valueOf).toList()));
    else if (request.getMethod().equals("GET"))
      request.getParameterMap().forEach((name, values) -> asked.put(name, List.of(values)));
    return asked;
  }
}
