package dev.leadline.gateway.http;

import static dev.leadline.events.view.TenantSettings.HIGHEST_BLOCKING_THRESHOLD;
import static dev.leadline.events.view.TenantSettings.MOST_DAYS_KEPT;
import static dev.leadline.events.view.TenantSettings.MOST_HOURS_BLOCKED;
import static dev.leadline.events.view.TenantSettings.MOST_MONTHS_KEPT;

import dev.leadline.events.Json;
import dev.leadline.events.LeadSource;
import dev.leadline.events.view.TenantSettings;
import dev.leadline.events.view.TenantSettings.Deanonymization;
import dev.leadline.gateway.domain.FindCrmFields;
import dev.leadline.gateway.domain.FindCrmFields.CrmField;
import dev.leadline.gateway.domain.Phrases;
import dev.leadline.gateway.domain.Unavailable;
import dev.leadline.gateway.http.AnalyticsPages.Choice;
import dev.leadline.gateway.http.LeadCommands.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What holds for all leads of the team, and the fields that they may have. */
@Controller
final class SettingsPages {

  private static final List<String> SETTINGS = List.of("v1", "settings");
  private static final List<String> FIELDS = List.of("v1", "fields");
  private static final Pattern COMMAS = Pattern.compile("[,;\\s]+");

  private static final List<Choice> MODES =
      List.of(
          new Choice("OFF", "Off: nobody is looked up"),
          new Choice("ON_ENGAGEMENT", "On engagement: who has written a message"),
          new Choice("ALL_SITE_TRAFFIC", "All site traffic: everybody who visits a page"));

  private static final List<Choice> TYPES =
      List.of(
          new Choice("TEXT", "Text"),
          new Choice("NUMBER", "Number"),
          new Choice("BOOLEAN", "True or false"),
          new Choice("LIST", "List"),
          new Choice("DATE_TIME", "Date and time"));

  private final LeadCommands commands;
  private final FindCrmFields crmFields;

  SettingsPages(LeadCommands commands, FindCrmFields crmFields) {
    this.commands = commands;
    this.crmFields = crmFields;
  }

  /**
   * A field of the data model.
   *
   * @param crm what a CRM calls it, and which way values go
   */
  record Field(String name, String label, String type, boolean builtIn, List<String> crm) {}

  /** A field that was asked for and refused. */
  record TypedField(String label, String name, String type) {}

  @GetMapping("/settings")
  String general(
      @RequestParam(required = false) @Nullable String saved,
      HttpServletRequest request,
      Model model) {
    if (saved != null) model.addAttribute("good", "Saved. It holds from now on.");
    return general(request, model);
  }

  private String general(HttpServletRequest request, Model model) {
    Answer answer = commands.call("GET", request, SETTINGS, null);
    if (!answer.isGood()) throw Problem.UNAVAILABLE.because(answer.why());
    model.addAttribute("settings", Json.MAPPER.treeToValue(answer.body(), TenantSettings.class));
    model.addAttribute("mostThreshold", HIGHEST_BLOCKING_THRESHOLD);
    model.addAttribute("mostHours", MOST_HOURS_BLOCKED);
    model.addAttribute("mostDays", MOST_DAYS_KEPT);
    model.addAttribute("mostMonths", MOST_MONTHS_KEPT);
    model.addAttribute("modes", MODES);
    model.addAttribute("zones", new TreeSet<>(ZoneId.getAvailableZoneIds()));
    model.addAttribute("tab", "general");
    return "settings";
  }

  @PostMapping("/settings")
  String save(
      @RequestParam long version,
      @RequestParam String zone,
      @RequestParam double blockingThreshold,
      @RequestParam Deanonymization deanonymization,
      @RequestParam(defaultValue = "") String excluded,
      @RequestParam(defaultValue = "false") boolean emailOpenIsAction,
      @RequestParam int anonymousKeptForDays,
      @RequestParam int leadsKeptForMonths,
      @RequestParam int blockSameNetworkForHours,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    List<String> countries =
        COMMAS
            .splitAsStream(excluded.toUpperCase(Locale.ROOT))
            .filter(code -> !code.isBlank())
            .toList();
    var typed =
        new TenantSettings(
            "",
            zone.strip(),
            blockingThreshold,
            deanonymization,
            countries,
            emailOpenIsAction,
            anonymousKeptForDays,
            leadsKeptForMonths,
            blockSameNetworkForHours,
            version);
    ObjectNode wish = Json.MAPPER.valueToTree(typed);
    wish.remove("tenant");
    Answer answer = commands.call("PUT", request, SETTINGS, wish);
    if (answer.isGood()) return "redirect:/settings?saved";
    response.setStatus(answer.status());
    model.addAttribute("bad", answer.why());
    String page = general(request, model);
    // What somebody else has changed meanwhile is seen instead, and not taken back unawares.
    if (answer.status() == HttpStatus.UNPROCESSABLE_CONTENT.value())
      model.addAttribute("settings", typed);
    return page;
  }

  @GetMapping("/settings/fields")
  String fields(HttpServletRequest request, Model model) {
    Answer answer = commands.call("GET", request, FIELDS, null);
    if (!answer.isGood()) throw Problem.UNAVAILABLE.because(answer.why());
    List<CrmField> crm = List.of();
    try {
      crm = crmFields.find();
    } catch (Unavailable away) {
      // All else is known.
      model.addAttribute("crmAway", away.getMessage());
    }
    var byField =
        crm.stream()
            .collect(
                Collectors.groupingBy(
                    CrmField::field,
                    TreeMap::new,
                    Collectors.mapping(SettingsPages::told, Collectors.toList())));
    var fields = new ArrayList<Field>();
    for (JsonNode one : answer.body().path("items")) {
      List<String> told = byField.remove(one.path("name").asString(""));
      fields.add(field(one, told == null ? List.of() : told));
    }
    // A CRM may have some that nobody has said the type of.
    byField.forEach(
        (name, told) -> fields.add(new Field(name, Phrases.field(name), "", true, told)));
    model.addAttribute("fields", fields);
    model.addAttribute("crm", !crm.isEmpty());
    model.addAttribute("types", TYPES);
    model.addAttribute("tab", "fields");
    return "settings";
  }

  /** One that is built in is called here as on the page of a lead. */
  private static Field field(JsonNode one, List<String> crm) {
    String name = one.path("name").asString("");
    boolean builtIn = one.path("builtIn").asBoolean(false);
    return new Field(
        name,
        builtIn ? Phrases.field(name) : one.path("label").asString(""),
        Phrases.field(one.path("type").asString("").toLowerCase(Locale.ROOT)),
        builtIn,
        crm);
  }

  private static String told(CrmField field) {
    String way = field.read() && field.written() ? "both ways" : field.read() ? "read" : "written";
    return "%s: %s (%s)"
        .formatted(LeadSource.valueOf(field.system().name()).label(), field.external(), way);
  }

  @PostMapping("/settings/fields")
  String addField(
      @RequestParam String name,
      @RequestParam String label,
      @RequestParam String type,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ObjectNode wish = LeadForms.body();
    wish.put("name", name.strip()).put("label", label.strip()).put("type", type);
    Answer answer = commands.call("POST", request, FIELDS, wish);
    if (answer.isGood()) return "redirect:/settings/fields";
    response.setStatus(answer.status());
    model.addAttribute("bad", answer.why());
    model.addAttribute("typed", new TypedField(label, name, type));
    return fields(request, model);
  }
}
