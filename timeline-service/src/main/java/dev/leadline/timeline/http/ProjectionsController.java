package dev.leadline.timeline.http;

import dev.leadline.timeline.domain.ProjectionProgress;
import dev.leadline.timeline.domain.ReportProgress;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far the projections are: for the command line and the gateway, not for the outside. */
@RestController
class ProjectionsController {

  private final ReportProgress reportProgress;

  ProjectionsController(ReportProgress reportProgress) {
    this.reportProgress = reportProgress;
  }

  @GetMapping("/internal/projections")
  List<ProjectionProgress> projections() {
    return reportProgress.now();
  }
}
