package dev.leadline.timeline.domain;

/** Tells whoever asked for a rebuild that it has ended; returns when they are told. */
@FunctionalInterface
public interface TellOfEnd {

  /** May be told again, after a crash: it is the same event then. */
  void tell(Rebuild ended);
}
