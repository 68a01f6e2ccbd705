package dev.leadline.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** The views above the list, as forms that work without scripts. */
@Controller
final class ViewPages {

  private final SavedViews views;

  ViewPages(SavedViews views) {
    this.views = views;
  }

  /**
   * Keeps what the list shows.
   *
   * @param query of the address of the list, as it stands there
   */
  @PostMapping("/leads/views")
  String keep(
      @RequestParam String name,
      @RequestParam(defaultValue = "") String query,
      @RequestParam(defaultValue = "false") boolean shared) {
    ListRequest asked = asked(query);
    views.add(name, asked, shared);
    return back(asked);
  }

  @PostMapping("/leads/views/{id}/delete")
  String delete(@PathVariable String id, @RequestParam(defaultValue = "") String query) {
    views.remove(id);
    return back(asked(query));
  }

  private static ListRequest asked(String query) {
    var parameters = new LinkedHashMap<String, String[]>();
    for (Map.Entry<String, List<String>> one :
        UriComponentsBuilder.newInstance().query(query).build().getQueryParams().entrySet())
      parameters.put(
          one.getKey(), one.getValue().stream().map(ViewPages::read).toArray(String[]::new));
    // How far somebody has read is no part of a view.
    parameters.keySet().removeAll(List.of("cursor", "limit"));
    return ListRequest.ofForm(parameters);
  }

  private static String read(@Nullable String value) {
    return value == null ? "" : UriUtils.decode(value.replace('+', ' '), StandardCharsets.UTF_8);
  }

  private static String back(ListRequest asked) {
    return "redirect:" + FilterForm.href("/leads", asked.given());
  }
}
