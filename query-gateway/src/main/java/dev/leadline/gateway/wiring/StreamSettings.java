package dev.leadline.gateway.wiring;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Bounds of the live stream.
 *
 * @param mostFollowers who may follow at the same time
 * @param mostPending changes that one of them may be behind before it is cut off
 */
@ConfigurationProperties("leadline.query-gateway.stream")
record StreamSettings(int mostFollowers, int mostPending) {}
