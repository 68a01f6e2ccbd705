package dev.leadline.gateway.http;

import dev.leadline.gateway.domain.ServiceStatus;
import dev.leadline.gateway.handling.ReportStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Operations, for programs. */
@RestController
final class OperationsApi {

  private final ReportStatus status;

  OperationsApi(ReportStatus status) {
    this.status = status;
  }

  /** How the platform is doing. */
  @GetMapping("/v1/ops/status")
  ServiceStatus status() {
    return status.report();
  }
}
