package dev.leadline.leadservice.domain;

/** How much there is in the store, and how far it was announced. */
@FunctionalInterface
public interface AskStore {

  /** As it is now. */
  Report ask();

  /**
   * What there is.
   *
   * @param head position of the newest event
   * @param announced position up to which all is announced on Kafka
   * @param waiting how many events are not, at most
   * @param waitingSeconds since the oldest of them was stored; 0 without any
   * @param events how many events there are, roughly
   * @param bytes of the whole database on its disk
   */
  record Report(
      long head, long announced, long waiting, double waitingSeconds, long events, long bytes) {}
}
