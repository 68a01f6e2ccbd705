package dev.leadline.notification.wiring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the service itself; {@code notification-service.yml} is their manual.
 *
 * @param dashboard address under which people reach the dashboard, without a slash at its end
 * @param lease after which whoever was sending must be dead
 * @param lookAround how often it is looked for what another instance has left behind
 */
@ConfigurationProperties("leadline.notification")
record NotificationSettings(String dashboard, Duration lease, Duration lookAround) {}
