package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.SavedView;
import dev.leadline.gateway.handling.KeepViews;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  private static final int LONGEST_NAME = 100;

  private final KeepViews views;
  private final TenantSettings settings;
  private final AskingMember member;
  private final Clock clock;

  ViewsApi(KeepViews views, TenantSettings settings, AskingMember member, Clock clock) {
    this.views = views;
    this.settings = settings;
    this.member = member;
    this.clock = clock;
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
    return new Views(views.list(settings.tenant(), member.id()).stream().map(this::shown).toList());
  }

  /** Keeps a question: {@code {name, query, shared}}. */
  @PostMapping("/v1/views")
  @ResponseStatus(HttpStatus.CREATED)
  View add(@RequestBody(required = false) byte @Nullable [] body) {
    var view =
        read(UUID.randomUUID(), member.id(), clock.instant().truncatedTo(ChronoUnit.MILLIS), body);
    views.keep(view);
    return shown(view);
  }

  /** Changes a view of the member. */
  @PutMapping("/v1/views/{id}")
  View change(@PathVariable String id, @RequestBody(required = false) byte @Nullable [] body) {
    SavedView before = own(id);
    SavedView view = read(before.id(), before.owner(), before.madeAt(), body);
    views.keep(view);
    return shown(view);
  }

  /** Removes a view of the member. */
  @DeleteMapping("/v1/views/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String id) {
    views.delete(own(id).id());
  }

  private View shown(SavedView view) {
    return new View(
        view.id(),
        view.name(),
        QueryBody.tree(view.query()),
        view.shared(),
        view.owner().equals(member.id()),
        view.madeAt());
  }

  private SavedView read(UUID id, String owner, Instant madeAt, byte @Nullable [] body) {
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
    String name = given.path("name").asString("").strip();
    if (!given.path("name").isString() || name.isEmpty() || name.length() > LONGEST_NAME)
      throw Problem.BAD_REQUEST.because(
          "name is a text of 1 to %d letters.".formatted(LONGEST_NAME));
    JsonNode shared = given.path("shared");
    if (!shared.isMissingNode() && !shared.isBoolean())
      throw Problem.BAD_REQUEST.because("shared is true or false.");
    ListRequest query = QueryBody.read(given.get("query"));
    // Whatever the list refuses is refused here.
    query.query(settings, clock.instant());
    Map<String, List<String>> kept = new TreeMap<>(query.given());
    kept.keySet().removeAll(List.of("cursor", "limit"));
    return new SavedView(
        id, settings.tenant(), owner, name, QueryBody.write(kept), shared.asBoolean(false), madeAt);
  }

  /** One that others share is seen, and not changed. */
  private SavedView own(String id) {
    SavedView view = null;
    try {
      view = views.find(settings.tenant(), UUID.fromString(id));
    } catch (IllegalArgumentException notAnId) {
      // Nothing has it.
    }
    boolean own = view != null && view.owner().equals(member.id());
    if (view == null || (!own && !view.shared()))
      throw Problem.NOT_FOUND.because("There is no view '" + id + "'.");
    if (!own) throw Problem.NOT_YOURS.because("Only who made a view can change it.");
    return view;
  }
}
