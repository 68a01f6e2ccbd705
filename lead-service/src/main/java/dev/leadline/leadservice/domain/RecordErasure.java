package dev.leadline.leadservice.domain;

/** Keeps the proof of an erasure, in its transaction. */
@FunctionalInterface
public interface RecordErasure {

  /** The proof as it is kept, with the number of identities counted. */
  Erasure record(Erasure erasure);
}
