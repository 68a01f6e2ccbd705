package dev.leadline.gateway.http;

import dev.leadline.events.Unstorable;
import dev.leadline.gateway.domain.SavedView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Questions about leads that people keep, for themselves or for everybody. */
@RestController
final class ViewsApi {

  private final SavedViews views;

  ViewsApi(SavedViews views) {
    this.views = views;
  }

  /**
   * A view.
   *
   * @param query parameters of the list; relative times stay relative
   * @param own whether it is the asking member's
   */
  record View(UUID id, String name, JsonNode query, boolean shared, boolean own, Instant madeAt) {}

  /** The views that the member sees. */
  record Views(List<View> items) {}

  /** The member's own views and those that are shared, by name. */
  @GetMapping("/v1/views")
  Views list() {
    return new Views(views.all().stream().map(this::shown).toList());
  }

  /** Keeps a question: {@code {name, query, shared}}. */
  @PostMapping("/v1/views")
  @ResponseStatus(HttpStatus.CREATED)
  View add(@RequestBody(required = false) byte @Nullable [] body) {
    Given given = read(body);
    return shown(views.add(given.name(), given.query(), given.shared()));
  }

  /** Changes a view of the member. */
  @PutMapping("/v1/views/{id}")
  View change(@PathVariable String id, @RequestBody(required = false) byte @Nullable [] body) {
    SavedView before = views.own(id);
    Given given = read(body);
    return shown(views.change(before, given.name(), given.query(), given.shared()));
  }

  /** Removes a view of the member. */
  @DeleteMapping("/v1/views/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String id) {
    views.remove(id);
  }

  private View shown(SavedView view) {
    return new View(
        view.id(),
        view.name(),
        QueryBody.tree(view.query()),
        view.shared(),
        views.isOwn(view),
        view.madeAt());
  }

  /** What a body says. */
  private record Given(String name, ListRequest query, boolean shared) {}

  private static Given read(byte @Nullable [] body) {
    JsonNode given = QueryBody.parse(body);
    if (given == null || !given.isObject())
      throw Problem.BAD_REQUEST.because("Send {name, query, shared}.");
    given
        .propertyNames()
        .forEach(
            name -> {
              if (!List.of("name", "query", "shared").contains(name))
                throw Problem.BAD_REQUEST.because("A view has no '" + name + "'.");
            });
    if (!given.path("name").isString() || Unstorable.isIn(given.path("name").stringValue()))
      throw Problem.BAD_REQUEST.because(
          "name is a text of 1 to %d letters.".formatted(SavedViews.LONGEST_NAME));
    JsonNode shared = given.path("shared");
    if (!shared.isMissingNode() && !shared.isBoolean())
      throw Problem.BAD_REQUEST.because("shared is true or false.");
    return new Given(
        given.path("name").asString(""),
        QueryBody.read(given.get("query")),
        shared.asBoolean(false));
  }
}
