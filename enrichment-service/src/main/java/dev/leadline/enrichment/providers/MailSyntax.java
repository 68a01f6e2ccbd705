package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.CheckSyntax;
import org.apache.commons.validator.routines.EmailValidator;
import org.springframework.stereotype.Component;

/** By Apache's validator, which knows the rules of mail and the list of top-level domains. */
@Component
final class MailSyntax implements CheckSyntax {

  private static final int LONGEST = 254;

  @Override
  public boolean isAddress(String email) {
    if (email.length() > LONGEST) return false;
    // Reserved for examples (RFC 2606): in no list, and well-formed.
    String judged = email.replaceFirst("\\.example$", ".com");
    return EmailValidator.getInstance().isValid(judged);
  }
}
