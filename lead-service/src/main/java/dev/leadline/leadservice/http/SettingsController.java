package dev.leadline.leadservice.http;

import dev.leadline.events.view.TenantSettings;
import dev.leadline.leadservice.domain.FindSettings;
import dev.leadline.leadservice.handling.ChangeSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What a tenant decides for all its leads (domain 4.10, 27). */
@RestController
final class SettingsController {

  private final FindSettings settings;
  private final ChangeSettings change;

  SettingsController(FindSettings settings, ChangeSettings change) {
    this.settings = settings;
    this.change = change;
  }

  @GetMapping("/v1/settings")
  ResponseEntity<?> show(@RequestHeader HttpHeaders headers) {
    return answer(settings.of(Caller.of(headers).tenant()));
  }

  /** What the body does not name stays; a body that is an earlier answer is for its version. */
  @PutMapping("/v1/settings")
  ResponseEntity<?> change(
      @RequestHeader HttpHeaders headers, @RequestBody(required = false) byte @Nullable [] given) {
    return switch (CommandCall.read(headers, given)) {
      case CommandCall.Broken broken -> Problems.answer(broken.problem());
      case CommandCall.Understood(Caller caller, CommandBody body, Long onVersion) -> {
        SettingsBody asked = SettingsBody.read(body.json());
        if (!asked.mistakes().isEmpty())
          yield Problems.answer(Problems.of(ProblemType.INVALID_SETTINGS, asked.mistakes()));
        Long seen = onVersion == null ? asked.version() : onVersion;
        yield switch (change.change(caller.tenant(), seen, asked::onto)) {
          case ChangeSettings.Changed(TenantSettings now) -> answer(now);
          case ChangeSettings.VersionChanged(long version) -> {
            var problem =
                Problems.of(
                    ProblemType.VERSION_CHANGED, "The settings have changed since you looked.");
            problem.setProperty("version", version);
            yield Problems.answer(problem);
          }
        };
      }
    };
  }

  private static ResponseEntity<?> answer(TenantSettings settings) {
    return ResponseEntity.ok().eTag(Long.toString(settings.version())).body(settings);
  }
}
