package dev.leadline.leadservice.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrawlerUserAgentsTest {

  private final CrawlerUserAgents programs = new CrawlerUserAgents();

  @Test
  void however_long_user_agents_are_little_of_them_is_kept_in_memory() {
    String common = "Mozilla/5.0 (compatible; Googlebot/2.1)" + "x".repeat(600);
    assertThat(programs.isProgram(common + "1")).isTrue();
    assertThat(programs.isProgram(common + "2")).isTrue();
    assertThat(programs.isProgram("Mozilla/5.0" + "x".repeat(100_000) + "Googlebot/")).isFalse();
    assertThat(programs.known.asMap().keySet())
        .extracting(String::length)
        .hasSize(2)
        .allMatch(length -> length <= 500);
  }
}
