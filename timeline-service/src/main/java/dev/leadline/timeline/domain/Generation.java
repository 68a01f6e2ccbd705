package dev.leadline.timeline.domain;

import dev.leadline.events.view.ReadModels;

/**
 * One of the copies of a read model that may lie beside each other: readers see the live one, and a
 * rebuild fills another.
 *
 * @param number from 1, rising with every rebuild
 * @param live whether what is written is seen, and has to be announced
 */
public record Generation(int number, boolean live) {

  /** The one that is there when nothing was ever rebuilt. */
  public static final Generation FIRST = new Generation(ReadModels.FIRST_GENERATION, true);

  /** Where the documents of this generation lie. */
  public String collection(String readModel) {
    return ReadModels.collection(readModel, number);
  }
}
