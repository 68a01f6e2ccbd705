package dev.leadline.enrichment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.enrichment.domain.KnowDomains.Kind;
import dev.leadline.enrichment.domain.MailServers.Known;
import dev.leadline.events.channel.VendorFact.Validation;
import org.junit.jupiter.api.Test;

/** What is said of an address. */
class MailboxTest {

  private static Validation status(String email, Kind kind, Known servers) {
    return Mailbox.of(email, kind, servers).status();
  }

  @Test
  void what_is_no_address_and_what_came_back_is_invalid_without_asking_anybody() {
    assertThat(Mailbox.atOnce("nonsense", false, false).status()).isEqualTo(Validation.INVALID);
    assertThat(Mailbox.atOnce("a@b.com", true, true).status()).isEqualTo(Validation.INVALID);
    assertThat(Mailbox.atOnce("a@b.com", true, false).status()).isEqualTo(Validation.UNKNOWN);
  }

  @Test
  void the_domain_decides_and_short_lived_or_shared_mailboxes_are_risky() {
    assertThat(status("a@b.com", Kind.WORK, Known.THERE)).isEqualTo(Validation.VALID);
    assertThat(status("a@gmail.com", Kind.PERSONAL, Known.THERE)).isEqualTo(Validation.VALID);
    assertThat(status("a@x.com", Kind.DISPOSABLE, Known.THERE)).isEqualTo(Validation.RISKY);
    assertThat(status("info@b.com", Kind.WORK, Known.THERE)).isEqualTo(Validation.RISKY);
    assertThat(status("a@b.com", Kind.WORK, Known.NONE)).isEqualTo(Validation.INVALID);
    assertThat(status("info@b.com", Kind.WORK, Known.NO_DOMAIN)).isEqualTo(Validation.INVALID);
    assertThat(status("a@b.com", Kind.WORK, Known.SILENCE)).isEqualTo(Validation.UNKNOWN);
  }
}
