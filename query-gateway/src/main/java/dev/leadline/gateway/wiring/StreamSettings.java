package dev.leadline.gateway.wiring;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Bounds of the live stream.
 *
 * @param mostFollowers who may follow at the same time
 * @param mostFollowersOfOne how often one member or key may
 * @param mostPending changes that one of them may be behind before it is cut off
 */
@ConfigurationProperties("leadline.query-gateway.stream")
record StreamSettings(int mostFollowers, int mostFollowersOfOne, int mostPending) {}
