package dev.leadline.gateway.http;

import dev.leadline.events.Json;
import dev.leadline.events.Value;
import dev.leadline.events.lead.FieldValue;
import dev.leadline.gateway.handling.ShowLead;
import dev.leadline.gateway.http.LeadCommands.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a member types into a field of a lead, which holds against whatever others tell later. */
@Controller
final class LeadEdits {

  private static final Pattern BETWEEN = Pattern.compile(";");

  private final LeadCommands commands;
  private final KnownLeads leads;
  private final LeadSheet sheet;

  LeadEdits(LeadCommands commands, KnownLeads leads, LeadSheet sheet) {
    this.commands = commands;
    this.leads = leads;
    this.sheet = sheet;
  }

  @PostMapping("/leads/{leadId}/fields")
  String edit(
      @PathVariable String leadId,
      @RequestParam String field,
      @RequestParam String value,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ShowLead.Lead lead = leads.of(leadId);
    FieldValue known = lead.state().picture().field(field);
    String type = type(request, field, known == null ? null : known.value(), value);
    Teammate me = Teammate.of(request);
    var body = Json.MAPPER.createObjectNode();
    body.put("memberId", me.id()).put("memberName", me.name());
    body.putObject("fields").set(field, typed(type, value.strip()));
    Answer answer = commands.call("PATCH", request, List.of("v1", "leads", leadId), body);
    if (answer.isGood()) return LeadForms.back(leadId, "/details", answer);
    response.setStatus(answer.status());
    model.addAttribute("bad", answer.why());
    model.addAttribute("typed", value);
    return sheet.details(lead, field, request, model);
  }

  /** As the data model has it, or else as the value that is there; a text if neither says it. */
  private String type(
      HttpServletRequest request, String field, @Nullable Value known, String value) {
    JsonNode fields = commands.call("GET", request, List.of("v1", "fields"), null).body();
    for (JsonNode one : fields.path("items"))
      if (one.path("name").asString("").equals(field)) return one.path("type").asString("TEXT");
    return switch (known) {
      case Value.Whole _ -> "NUMBER";
      case Value.Flag _ -> "BOOLEAN";
      case Value.Texts _ -> "LIST";
      case Value.Text _ -> "TEXT";
      case null -> BETWEEN.matcher(value).find() ? "LIST" : "TEXT";
    };
  }

  /**
   * What is not of the type goes on as a text, so that whoever keeps the lead says what is wrong.
   */
  private static JsonNode typed(String type, String value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (type) {
      case "NUMBER" ->
          value.matches("-?\\d{1,18}")
              ? json.numberNode(Long.parseLong(value))
              : json.stringNode(value);
      case "BOOLEAN" ->
          switch (value.toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> json.booleanNode(true);
            case "no", "false" -> json.booleanNode(false);
            default -> json.stringNode(value);
          };
      case "LIST" -> {
        var list = json.arrayNode();
        BETWEEN
            .splitAsStream(value)
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .forEach(list::add);
        yield list;
      }
      default -> json.stringNode(value);
    };
  }
}
