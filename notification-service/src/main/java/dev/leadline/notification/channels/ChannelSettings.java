package dev.leadline.notification.channels;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the outside world is called; {@code notification-service.yml} is their manual.
 *
 * @param slackApi address of Slack's Web API
 * @param webexApi address of Webex's API
 * @param mailFrom sender of emails
 * @param allowInsideAddresses whether messages may go to addresses of this network, and unencrypted
 * @param connectTimeout until a destination is called out of reach
 * @param answerTimeout until an answer is called missing
 */
@ConfigurationProperties("leadline.notification.channels")
public record ChannelSettings(
    URI slackApi,
    URI webexApi,
    String mailFrom,
    boolean allowInsideAddresses,
    Duration connectTimeout,
    Duration answerTimeout) {}
