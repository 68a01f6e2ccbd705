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
import org.springframework.stereotype.Component;

/** The views of whoever asks: what they keep is what the list would answer. */
@Component
final class SavedViews {

  static final int LONGEST_NAME = 100;

  private final KeepViews views;
  private final TenantSettings settings;
  private final AskingMember member;
  private final Clock clock;

  SavedViews(KeepViews views, TenantSettings settings, AskingMember member, Clock clock) {
    this.views = views;
    this.settings = settings;
    this.member = member;
    this.clock = clock;
  }

  /** The member's own views and those that are shared, by name. */
  List<SavedView> all() {
    return views.list(settings.tenant(), member.id());
  }

  boolean isOwn(SavedView view) {
    return view.owner().equals(member.id());
  }

  /** Keeps a new one. */
  SavedView add(String name, ListRequest query, boolean shared) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return keep(UUID.randomUUID(), member.id(), now, name, query, shared);
  }

  /** Keeps another question under an id. */
  SavedView change(SavedView before, String name, ListRequest query, boolean shared) {
    return keep(before.id(), before.owner(), before.madeAt(), name, query, shared);
  }

  void remove(String id) {
    views.delete(own(id).id());
  }

  private SavedView keep(
      UUID id, String owner, Instant madeAt, String given, ListRequest query, boolean shared) {
    String name = given.strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME)
      throw Problem.BAD_REQUEST.because(
          "name is a text of 1 to %d letters.".formatted(LONGEST_NAME));
    for (String parameter : query.given().keySet())
      if (PersonalParameters.IDENTITIES.contains(parameter))
        throw Problem.BAD_PARAMETER.because(
            "%s names a person, and a view would outlive them.".formatted(parameter));
    // Whatever the list refuses is refused here.
    query.query(settings, clock.instant());
    var view =
        new SavedView(
            id, settings.tenant(), owner, name, QueryBody.write(lasting(query)), shared, madeAt);
    views.keep(view);
    return view;
  }

  /** What of a question is kept: not how far somebody has read. */
  static Map<String, List<String>> lasting(ListRequest query) {
    var kept = new TreeMap<>(query.given());
    kept.keySet().removeAll(List.of("cursor", "limit"));
    return kept;
  }

  /** One that others share is seen, and not changed. */
  SavedView own(String id) {
    SavedView view = null;
    try {
      view = views.find(settings.tenant(), UUID.fromString(id));
    } catch (IllegalArgumentException notAnId) {
      // Nothing has it.
    }
    if (view == null || (!isOwn(view) && !view.shared()))
      throw Problem.NOT_FOUND.because("There is no view '" + id + "'.");
    if (!isOwn(view)) throw Problem.NOT_YOURS.because("Only who made a view can change it.");
    return view;
  }
}
