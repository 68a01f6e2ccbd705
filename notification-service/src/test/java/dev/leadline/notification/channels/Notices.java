package dev.leadline.notification.channels;

import dev.leadline.notification.domain.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Notices as they are, and as somebody who means harm would like them. */
final class Notices {

  static final String ATTACK =
      "<!channel> <https://evil.example|Click> [x](https://evil.example) *b* _i_ ~s~ `c`"
          + " {{DATE(2026-01-01)}} <at>all</at> @everyone & \"q\" <script>alert(1)</script>";

  private Notices() {}

  static Notice usual() {
    return new Notice(
        "rule.destination.event",
        "lead.call-scheduled",
        "default",
        "0197a5f0-0000-7000-8000-00000000ab12",
        7,
        Instant.parse("2026-11-22T09:00:00Z"),
        "Ana Lima scheduled a call",
        List.of(
            new Notice.Fact("Stage", "Call Scheduled"),
            new Notice.Fact("Email", "ana@acme.example"),
            new Notice.Fact("Company", "Acme"),
            new Notice.Fact("Channel", "Calendar")),
        "Do you support single sign-on?",
        "https://leads.example.com/leads/0197a5f0-0000-7000-8000-00000000ab12",
        "https://leads.example.com/leads/0197a5f0-0000-7000-8000-00000000ab12?take-over",
        Map.of("email", "ana@acme.example"),
        null);
  }

  /** What is about no lead. */
  static Notice ops() {
    return new Notice(
        "rule.destination.rebuild",
        "ops.replay-finished",
        "default",
        null,
        0,
        Instant.parse("2026-11-22T09:00:00Z"),
        "lead_rows was built again",
        List.of(
            new Notice.Fact("Read model", "lead_rows"),
            new Notice.Fact("Outcome", "Done"),
            new Notice.Fact("Events", "1200"),
            new Notice.Fact("Documents that differed", "0"),
            new Notice.Fact("Took", "0 min 42 s")),
        null,
        "https://leads.example.com/operations",
        null,
        Map.of(),
        null);
  }

  /** As long as a lead's fields can be, of one sign. */
  static Notice longest(String sign) {
    Notice usual = usual();
    String value = sign.repeat(8192 / sign.length());
    return new Notice(
        usual.noticeId(),
        usual.trigger(),
        usual.tenant(),
        usual.leadId(),
        usual.sequence(),
        usual.at(),
        value + " scheduled a call",
        IntStream.range(0, 9).mapToObj(i -> new Notice.Fact("Fact " + i, value)).toList(),
        sign.repeat(300 / sign.length()),
        usual.leadUrl(),
        usual.takeOverUrl(),
        Map.of(),
        null);
  }

  static Notice harmful() {
    Notice usual = usual();
    return new Notice(
        usual.noticeId(),
        "lead.asked-for-human",
        usual.tenant(),
        usual.leadId(),
        usual.sequence(),
        usual.at(),
        ATTACK + " asked for a person\r\nBcc: everybody@acme.example",
        List.of(new Notice.Fact("Company", ATTACK)),
        ATTACK,
        usual.leadUrl(),
        usual.takeOverUrl(),
        Map.of("company_name", ATTACK),
        null);
  }
}
