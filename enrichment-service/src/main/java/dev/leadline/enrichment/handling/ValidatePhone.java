package dev.leadline.enrichment.handling;

import dev.leadline.enrichment.domain.Answer;
import dev.leadline.enrichment.domain.AskOutside;
import dev.leadline.enrichment.domain.CheckPhone;
import dev.leadline.enrichment.domain.Inquiry;
import dev.leadline.enrichment.handling.FollowLeads.AboutPhone;
import dev.leadline.events.channel.VendorFact.PhoneValidated;
import java.util.List;

/** Says which number a phone number is; nobody is called to find out. */
public final class ValidatePhone implements AskOutside {

  private static final String BY = "leadline";

  private final CheckPhone check;

  /** The use case. */
  public ValidatePhone(CheckPhone check) {
    this.check = check;
  }

  @Override
  public Answer ask(Inquiry inquiry) {
    var about = inquiry.request().as(AboutPhone.class);
    CheckPhone.Checked checked = check.check(about.phone(), about.country());
    return new Answer.Found(
        List.of(
            new PhoneValidated(
                BY, checked.status(), about.phone(), checked.e164(), checked.reason())));
  }
}
