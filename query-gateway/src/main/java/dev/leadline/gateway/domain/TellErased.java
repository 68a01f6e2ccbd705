package dev.leadline.gateway.domain;

import java.util.Collection;

/** Is told of erased leads, so that nothing of them is kept anywhere; perhaps more than once. */
@FunctionalInterface
public interface TellErased {

  void erased(Collection<IndexedRow.Erased> leads);
}
