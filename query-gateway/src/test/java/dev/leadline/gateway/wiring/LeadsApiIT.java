package dev.leadline.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadline.events.Json;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LeadsApiIT {

  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  private static RunningGateway gateway;

  @BeforeAll
  static void start() {
    gateway = new RunningGateway(Map.of());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @AfterEach
  void clear() {
    gateway.clear();
    gateway.subset.assertClean();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.MAPPER.readTree(answer.body());
  }

  private static List<String> ids(JsonNode page) {
    return StreamSupport.stream(page.path("items").spliterator(), false)
        .map(item -> item.path("leadId").stringValue())
        .toList();
  }

  @Test
  void an_empty_list_is_a_page_of_nothing() {
    JsonNode page = json(gateway.get("/v1/leads"));
    assertThat(page)
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"items": [], "total": 0, "nextCursor": null,
                 "timeframe": {"from": null, "to": null, "zone": "UTC"}}\
                """));
  }

  @Test
  void a_walk_through_the_pages_sees_every_lead_once_while_rows_change() {
    for (int i = 0; i < 1000; i++)
      gateway.holds(Journey.of("lead-%04d".formatted(i), START.plusSeconds(i / 7)).views("Home"));
    var seen = new ArrayList<String>();
    String cursor = "";
    int pages = 0;
    while (cursor != null) {
      JsonNode page = json(gateway.get("/v1/leads?limit=64" + cursor));
      assertThat(page.path("total").intValue()).isEqualTo(1000);
      seen.addAll(ids(page));
      // Leads that were seen become active again, and must not push others out of their page.
      for (String id : ids(page).subList(0, Math.min(5, ids(page).size())))
        gateway.holds(
            Journey.of(id, START.plusSeconds(10_000)).views("Pricing").writes("Hello again"));
      JsonNode next = page.path("nextCursor");
      cursor = next.isNull() ? null : "&cursor=" + next.stringValue();
      pages++;
    }
    assertThat(pages).isEqualTo(16);
    assertThat(seen).hasSize(1000);
    assertThat(new HashSet<>(seen)).hasSize(1000);
  }

  @Test
  void leads_of_the_same_instant_come_in_the_order_of_their_ids() {
    gateway.holds(
        Journey.of("b", START).views("Home"),
        Journey.of("a", START).views("Home"),
        Journey.of("c", START.plus(Duration.ofDays(1))).views("Home"));
    assertThat(ids(json(gateway.get("/v1/leads")))).containsExactly("c", "a", "b");
  }
}
