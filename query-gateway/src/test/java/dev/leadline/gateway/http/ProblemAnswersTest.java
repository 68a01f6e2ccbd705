package dev.leadline.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.gateway.domain.Unavailable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class ProblemAnswersTest {

  private final ProblemAnswers answers = new ProblemAnswers(new ProblemWriter());
  private final HttpServletRequest request =
      says(HttpServletRequest.class, "getRequestURI", "/v1/leads/export.csv");
  private final HttpServletResponse begun = says(HttpServletResponse.class, "isCommitted", true);

  /** Nothing but this is asked of it. */
  private static <T> T says(Class<T> type, String what, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo(what);
              return answer;
            }));
  }

  @Test
  void an_answer_that_breaks_off_does_not_end_as_if_it_were_whole() throws Exception {
    for (Exception failure :
        new Exception[] {
          Unavailable.of("The list of leads", null),
          new IllegalStateException("a row that nobody can write")
        }) assertThatThrownBy(() -> answers.answer(failure, request, begun)).isSameAs(failure);
    assertThat(answers.answer(new IOException("The reader went away"), request, begun)).isNull();
  }
}
