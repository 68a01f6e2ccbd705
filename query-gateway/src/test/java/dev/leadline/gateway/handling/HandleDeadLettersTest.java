package dev.leadline.gateway.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.events.Json;
import dev.leadline.gateway.domain.AskOperations.Answer;
import dev.leadline.gateway.domain.AskOperations.Call;
import dev.leadline.gateway.domain.AskOperations.Service;
import dev.leadline.gateway.domain.Unavailable;
import dev.leadline.gateway.handling.HandleDeadLetters.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HandleDeadLettersTest {

  private final List<Call> calls = new ArrayList<>();
  private int ofIngress = 3;
  private int ofProjections = 2;
  private @Nullable Service down;

  private final HandleDeadLetters letters = new HandleDeadLetters(this::answer);

  /** Services that have so many letters, and page by their number. */
  private Answer answer(Call call) {
    calls.add(call);
    if (call.service() == down) throw Unavailable.of("It", null);
    boolean ingress = call.service() == Service.LEAD_SERVICE;
    int all = ingress ? ofIngress : ofProjections;
    if (all < 0) return new Answer(404, "application/problem+json", "{\"status\":404}");
    if (call.method().equals("POST"))
      return new Answer(202, "application/json", "{\"retried\":%d,\"left\":0}".formatted(all));
    int from = Integer.parseInt(call.query().getOrDefault("cursor", "0"));
    int to = Math.min(all, from + Integer.parseInt(call.query().getOrDefault("limit", "50")));
    String items =
        String.join(
            ",",
            IntStream.range(from, to)
                .mapToObj(i -> "{\"id\":\"%s-%d\"}".formatted(ingress ? "i" : "p", i))
                .toList());
    return new Answer(
        200,
        "application/json",
        "{\"items\":[%s],\"nextCursor\":%s,\"total\":%d,\"reasons\":{\"BROKEN\":%d}}"
            .formatted(items, to < all ? "\"" + to + "\"" : "null", all, all));
  }

  private JsonNode list(@Nullable String cursor, int limit) {
    Answer answer = letters.list(new Question(null, null, cursor, limit), Map.of("a", "b"));
    assertThat(answer.status()).isEqualTo(200);
    return Json.MAPPER.readTree(answer.body());
  }

  private List<String> throughPagesOf(int limit) {
    var all = new ArrayList<String>();
    String cursor = null;
    do {
      JsonNode page = list(cursor, limit);
      assertThat(page.path("total").asInt()).isEqualTo(5);
      assertThat(page.path("reasons").path("BROKEN").asInt()).isEqualTo(5);
      assertThat(page.path("items").size()).isBetween(1, limit);
      StreamSupport.stream(page.path("items").spliterator(), false)
          .forEach(one -> all.add(one.path("id").asString()));
      JsonNode next = page.path("nextCursor");
      cursor = next.isNull() ? null : next.asString();
    } while (cursor != null);
    return all;
  }

  @Test
  void pages_of_any_size_show_every_letter_of_both_services_once() {
    for (int limit = 1; limit <= 6; limit++)
      assertThat(throughPagesOf(limit)).containsExactly("i-0", "i-1", "i-2", "p-0", "p-1");
  }

  @Test
  void a_source_is_asked_alone() {
    letters.list(new Question("ingress", "NOT_JSON", null, 5), Map.of());
    letters.list(new Question("lead_rows", null, null, 5), Map.of());
    assertThat(calls)
        .extracting(Call::service)
        .containsExactly(Service.LEAD_SERVICE, Service.TIMELINE_SERVICE);
    assertThat(calls.getFirst().query()).containsEntry("reason", "NOT_JSON");
  }

  @Test
  void a_service_that_is_down_is_named_and_if_none_answers_there_is_no_answer() {
    down = Service.TIMELINE_SERVICE;
    JsonNode page = list(null, 10);
    assertThat(page.path("items").size()).isEqualTo(3);
    assertThat(page.path("unavailable").get(0).asString()).isEqualTo("timeline-service");
    assertThatThrownBy(() -> letters.list(new Question("lead_rows", null, null, 10), Map.of()))
        .isInstanceOf(Unavailable.class);
  }

  @Test
  void a_service_that_has_no_dead_letters_at_all_does_not_hide_those_of_the_other() {
    ofProjections = -1;
    assertThat(list(null, 10).path("items").size()).isEqualTo(3);
    ofIngress = -1;
    assertThat(letters.list(new Question(null, null, null, 10), Map.of()).status()).isEqualTo(404);
  }

  @Test
  void an_order_goes_to_the_service_that_has_the_letter() {
    letters.one("POST", "ingress-2-17", "retry", Map.of("a", "b"), null);
    letters.one("GET", "lead_rows-17", null, Map.of(), null);
    assertThat(calls.getFirst().service()).isEqualTo(Service.LEAD_SERVICE);
    assertThat(calls.getFirst().path())
        .containsExactly("v1", "ops", "dead-letters", "ingress-2-17", "retry");
    assertThat(calls.getFirst().headers()).containsEntry("a", "b");
    assertThat(calls.getLast().service()).isEqualTo(Service.TIMELINE_SERVICE);
  }

  @Test
  void retrying_all_adds_up_what_the_services_did() {
    Answer answer = letters.retry(null, Map.of(), "{}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(Json.MAPPER.readTree(answer.body()).path("retried").asInt()).isEqualTo(5);
  }
}
