package dev.leadline.gateway.domain;

import java.util.Collection;

/** Puts changes into the index. */
@FunctionalInterface
public interface ChangeIndex {

  /**
   * When this returns, every question sees the changes. A row takes the place of an older version
   * of itself only, and one that cannot be read takes none: the next start builds the index anew.
   *
   * @param gone leads that do not exist any more, none of them among the rows
   * @param positions up to where the changes have been read, with these; kept with the index
   */
  void change(Collection<IndexedRow> rows, Collection<String> gone, Positions positions);
}
