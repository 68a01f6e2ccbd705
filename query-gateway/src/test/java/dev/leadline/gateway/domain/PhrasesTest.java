package dev.leadline.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Channel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasesTest {

  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, just now",
    "9, just now",
    "10, 10 s ago",
    "59, 59 s ago",
    "60, 1 min ago",
    "3599, 59 min ago",
    "3600, 1 h ago",
    "86399, 23 h ago",
    "86400, 1 d ago",
    "2592000, 21 Oct 2026",
    "-30, in 30 s",
    "-7200, in 2 h"
  })
  void a_time_is_told_from_now(long secondsAgo, String told) {
    assertThat(Phrases.relative(NOW.minusSeconds(secondsAgo), NOW, ZoneOffset.UTC)).isEqualTo(told);
  }

  @Test
  void near_days_have_names() {
    LocalDate today = LocalDate.parse("2026-11-20");
    assertThat(Phrases.day(today, today)).isEqualTo("Today");
    assertThat(Phrases.day(today.minusDays(1), today)).isEqualTo("Yesterday");
    assertThat(Phrases.day(today.minusDays(2), today)).isEqualTo("Wednesday, 18 November 2026");
  }

  @Test
  void fields_are_told_as_people_say_them() {
    assertThat(Phrases.field("job_title")).isEqualTo("Job title");
    assertThat(Phrases.field("linkedin_url")).isEqualTo("LinkedIn profile");
    assertThat(Phrases.field("crm")).isEqualTo("CRM");
    assertThat(Phrases.field("utm_campaign")).isEqualTo("UTM campaign");
    assertThat(Phrases.field("num_employees")).isEqualTo("Headcount");
    assertThat(Phrases.field("_")).isEqualTo("_");
  }

  @Test
  void an_agent_is_told_by_where_it_works() {
    assertThat(Phrases.agent("agent-17", Set.of())).isEqualTo("agent-17");
    assertThat(Phrases.agent("agent-17", Set.of(Channel.CHAT))).isEqualTo("agent-17 · Chat");
    assertThat(Phrases.agent("agent-17", Set.of(Channel.EMAIL, Channel.CHAT)))
        .isEqualTo("agent-17 · Chat, Email");
  }
}
