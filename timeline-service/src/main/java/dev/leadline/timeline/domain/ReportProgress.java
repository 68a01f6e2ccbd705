package dev.leadline.timeline.domain;

import java.util.List;

/** How far each projection has come at this moment. */
@FunctionalInterface
public interface ReportProgress {

  List<ProjectionProgress> now();
}
