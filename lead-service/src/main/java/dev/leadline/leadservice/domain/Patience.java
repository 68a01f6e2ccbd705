package dev.leadline.leadservice.domain;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a member who took over may be silent (domain 5.6).
 *
 * @param staleAfter then it is pointed out, once
 * @param returnAfter then the agents speak again; null means never
 */
public record Patience(Duration staleAfter, @Nullable Duration returnAfter) {}
