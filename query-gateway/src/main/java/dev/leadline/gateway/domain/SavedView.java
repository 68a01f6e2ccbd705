package dev.leadline.gateway.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A question that somebody keeps.
 *
 * @param query the parameters of the list as JSON; relative times stay relative
 * @param shared whether everybody of the tenant sees it
 */
public record SavedView(
    UUID id,
    String tenant,
    String owner,
    String name,
    String query,
    boolean shared,
    Instant madeAt) {}
