package dev.leadline.timeline.rebuild;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * DOWN while a projection is not running or its last batch failed. Being behind is not being down.
 */
@Component("projectionsHealthIndicator")
class ProjectionsHealth extends AbstractHealthIndicator {

  private final Projections projections;

  ProjectionsHealth(Projections projections) {
    super("The projections cannot be asked");
    this.projections = projections;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    health.up();
    projections
        .troubles()
        .forEach(
            (name, trouble) -> {
              if (!trouble.isEmpty()) health.down();
              health.withDetail(name, trouble.isEmpty() ? "running" : trouble);
            });
  }
}
