package dev.leadline.gateway.http;

import dev.leadline.events.view.LeadRow;
import dev.leadline.gateway.handling.ShowLead;
import dev.leadline.gateway.http.LeadCommands.Answer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A person is erased for ever, once somebody has typed who it is. */
@Controller
final class ErasePages {

  private static final Pattern BLANKS = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

  private final KnownLeads leads;
  private final LeadCommands commands;
  private final LeadSheet sheet;
  private final Clock clock;

  ErasePages(KnownLeads leads, LeadCommands commands, LeadSheet sheet, Clock clock) {
    this.leads = leads;
    this.commands = commands;
    this.sheet = sheet;
    this.clock = clock;
  }

  @PostMapping("/leads/{leadId}/erase")
  String erase(
      @PathVariable String leadId,
      @RequestParam String confirm,
      @RequestParam(defaultValue = "") String legalBasis,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    ShowLead.Lead lead = leads.of(leadId);
    String label = LeadRow.of(lead.state(), clock.instant()).label();
    if (!asShown(confirm).equalsIgnoreCase(asShown(label))) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("bad", "Nothing was erased: what you typed is not the name of the lead.");
      return sheet.newest(lead, null, request, model);
    }
    var wish = LeadForms.body().put("leadId", leadId);
    if (!legalBasis.isBlank()) wish.put("legalBasis", legalBasis.strip());
    Answer answer = commands.command(request, List.of("v1", "privacy", "erasures"), wish);
    if (!answer.isGood()) {
      response.setStatus(answer.status());
      model.addAttribute("bad", answer.why());
      return sheet.newest(lead, null, request, model);
    }
    model.addAttribute("erasureId", answer.body().path("id").asString(""));
    return "erased";
  }

  /** Pages show blanks in a row as one, whatever kind of blanks they are. */
  private static String asShown(String name) {
    return BLANKS.matcher(name).replaceAll(" ").strip();
  }
}
