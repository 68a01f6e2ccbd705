package dev.leadline.leadservice.http;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How fast events of one lead are taken by HTTP.
 *
 * @param perSecond events in the long run; 0 is as fast as they come
 */
@ConfigurationProperties("leadline.lead-service.events-of-a-lead")
record LeadPaceSettings(int perSecond) {

  LeadPaceSettings {
    if (perSecond < 0) throw new IllegalArgumentException("per-second is 0 or more");
  }
}
