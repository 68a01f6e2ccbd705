package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.providers.CallFailed.Kind;
import dev.leadline.enrichment.providers.HttpDoor.Question;
import dev.leadline.enrichment.providers.HttpDoor.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Calls of one CRM with a token of OAuth. A token is kept until the CRM does not take it any more;
 * then one new is fetched and the call made again, once.
 */
final class CrmDoor {

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /** Some hundred records, in which texts are mapped that may be as long as a letter. */
  private static final int MOST_OF_A_PAGE = 16 << 20;

  private final HttpDoor door;
  private final Backend backend;
  private final Supplier<Question> askForToken;
  private final Function<Reply, Token> readToken;
  private final UnaryOperator<Reply> judge;
  private final @Nullable Token lasting;
  private final AtomicReference<@Nullable Token> kept = new AtomicReference<>();

  /**
   * A token and where it is good.
   *
   * @param instance null where the CRM has one address for all
   */
  record Token(String value, @Nullable URI instance) {}

  /** The token is over; a new one helps. */
  static final class TokenIsOver extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A way to one CRM.
   *
   * @param judge the reply, if it is one; it throws {@link CallFailed} or {@link TokenIsOver} for
   *     what the CRM says of its state or of the token
   * @param lasting a token that is good until somebody takes it back; null to ask for one
   */
  CrmDoor(
      HttpDoor door,
      Backend backend,
      Supplier<Question> askForToken,
      Function<Reply, Token> readToken,
      UnaryOperator<Reply> judge,
      @Nullable Token lasting) {
    this.door = door;
    this.backend = backend;
    this.askForToken = askForToken;
    this.readToken = readToken;
    this.judge = judge;
    this.lasting = lasting;
  }

  /** What a question with a token brings. */
  Reply ask(Function<Token, Question> question) {
    return backend.call(() -> withToken(question));
  }

  /** The same of what makes something: without an answer it may be there, and is looked for. */
  Reply askOnce(Function<Token, Question> question) {
    return backend.callOnce(() -> withToken(question));
  }

  private Reply withToken(Function<Token, Question> question) {
    Token token = lasting == null ? kept.get() : lasting;
    if (token == null) token = renewed(null);
    try {
      return asked(question.apply(token));
    } catch (TokenIsOver over) {
      if (lasting != null) throw new CallFailed(Kind.REFUSED, "takes our token no more", null);
      try {
        return asked(question.apply(renewed(token)));
      } catch (TokenIsOver again) {
        throw new CallFailed(Kind.REFUSED, "takes no token of ours", null);
      }
    }
  }

  private Reply asked(Question question) {
    Reply reply = door.ask(question, Set.of(UNAUTHORIZED, FORBIDDEN), MOST_OF_A_PAGE);
    if (reply.status() == UNAUTHORIZED) throw new TokenIsOver();
    Reply judged = judge.apply(reply);
    if (judged.status() == FORBIDDEN)
      throw new CallFailed(Kind.REFUSED, "does not allow it (403)", null);
    return judged;
  }

  private synchronized Token renewed(@Nullable Token over) {
    Token there = kept.get();
    if (there != null && !there.equals(over)) return there;
    Reply reply = door.ask(askForToken.get());
    if (reply.status() != 200)
      throw new CallFailed(Kind.REFUSED, "gives no token (%d)".formatted(reply.status()), null);
    Token fresh = readToken.apply(reply);
    kept.set(fresh);
    return fresh;
  }

  /** The Retry-After of an answer in seconds, or a usual pause. */
  static Duration wait(HttpHeaders headers, Duration usual) {
    String given = headers.getFirst(HttpHeaders.RETRY_AFTER);
    return given != null && given.strip().matches("[1-9]\\d{0,5}")
        ? Duration.ofSeconds(Long.parseLong(given.strip()))
        : usual;
  }

  /** A text that has to be there. */
  static String text(Reply reply, String name) {
    String text = reply.body().path(name).asString("");
    if (text.isBlank()) throw new CallFailed(Kind.PASSING, "answers without " + name, null);
    return text;
  }
}
