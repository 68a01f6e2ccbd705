package dev.leadline.gateway.domain;

/** Builds the index anew. */
@FunctionalInterface
public interface BuildIndex {

  /**
   * What was there before is replaced when all rows are in; until then, and when it fails,
   * questions are answered from it.
   *
   * @param positions where changes are to be read from: taken before the first row was
   * @return how many rows it has
   */
  long build(ScanRows rows, Positions positions);
}
