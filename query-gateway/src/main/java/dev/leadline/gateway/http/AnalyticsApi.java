package dev.leadline.gateway.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.leadline.events.Channel;
import dev.leadline.gateway.domain.AnalyticsQuery;
import dev.leadline.gateway.domain.Overview;
import dev.leadline.gateway.domain.Timeframe.Bounds;
import dev.leadline.gateway.handling.AnswerAnalytics;
import dev.leadline.gateway.handling.LeadsPage;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The numbers behind the list (domain 2.16). */
@RestController
final class AnalyticsApi {

  private final AnswerAnalytics analytics;
  private final TenantSettings settings;
  private final Clock clock;

  AnalyticsApi(AnswerAnalytics analytics, TenantSettings settings, Clock clock) {
    this.analytics = analytics;
    this.settings = settings;
    this.clock = clock;
  }

  /** What was asked, and the numbers. */
  record Answer(
      LeadsPage.Timeframe timeframe,
      @Nullable String agent,
      @Nullable Channel channel,
      @JsonUnwrapped Overview overview) {}

  /** The numbers of a period; of all time when it is not given. */
  @GetMapping("/v1/analytics/overview")
  Answer overview(
      @RequestParam(required = false) @Nullable String timeframe,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable String zone,
      @RequestParam(required = false) @Nullable String agent,
      @RequestParam(required = false) @Nullable Channel channel) {
    Bounds bounds =
        TimeframeParameters.read(
            timeframe, from, to, clock.instant(), TimeframeParameters.zone(zone, settings.zone()));
    Overview overview =
        analytics.answer(new AnalyticsQuery(settings.tenant(), bounds, agent, channel));
    return new Answer(
        new LeadsPage.Timeframe(bounds.from(), bounds.to(), bounds.zone().getId()),
        agent,
        channel,
        overview);
  }
}
