package dev.leadline.leadservice.http;

import dev.leadline.events.Value;
import dev.leadline.events.lead.IdentityKey;
import dev.leadline.events.lead.LeadEvent.Member;
import dev.leadline.events.lead.Moment;
import dev.leadline.leadservice.domain.FindFieldTypes;
import dev.leadline.leadservice.domain.LeadCommand.EditFields;
import dev.leadline.leadservice.domain.ReadPhone;
import dev.leadline.leadservice.handling.CommandLeads;
import dev.leadline.leadservice.http.CommandBody.Mistake;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What team members type into the fields of a lead. */
@Component
final class MemberEdits {

  private static final String SOURCE = "/leadline/team";
  private static final List<String> PHONES = List.of("phone_number", "phone");

  private final CommandLeads commands;
  private final FindFieldTypes findFieldTypes;
  private final ReadPhone phones;
  private final Clock clock;

  MemberEdits(CommandLeads commands, FindFieldTypes findFieldTypes, ReadPhone phones, Clock clock) {
    this.phones = phones;
    this.commands = commands;
    this.findFieldTypes = findFieldTypes;
    this.clock = clock;
  }

  ResponseEntity<?> edit(String leadId, CommandCall.Understood call) {
    Caller caller = call.caller();
    CommandBody body = call.body();
    Member by = body.member();
    Map<String, Value> fields = body.values(findFieldTypes.of(caller.tenant()));
    Value email = fields.get("email");
    if (email != null && IdentityKey.email(email.shown()).isEmpty())
      body.mistakes().add(new Mistake("email", "is not an address"));
    Map<String, Value> told = new HashMap<>(fields);
    for (String name : PHONES)
      if (told.get(name) instanceof Value.Text(String given))
        told.put(name, Value.text(phone(name, given, body)));
    if (!body.mistakes().isEmpty())
      return Problems.answer(CommandAnswers.mistakes(body.mistakes()));
    return CommandAnswers.answer(
        commands.handle(
            new CommandLeads.Request(
                caller.tenant(),
                leadId,
                caller.key(),
                CommandLeads.Request.hash(leadId, "fields", body.json()),
                call.onVersion(),
                new EditFields(
                    by,
                    told,
                    Map.of(),
                    Set.of(),
                    new Moment(clock.instant(), SOURCE, caller.id())))));
  }

  /** In E.164 where it says its country; what does not is kept as it was typed, and ties nobody. */
  private String phone(String name, String given, CommandBody body) {
    if (!given.strip().startsWith("+")) return given;
    String number = phones.read(given.strip(), null);
    if (number == null) body.mistakes().add(new Mistake(name, "is not a number of its country"));
    return number == null ? given : number;
  }
}
