package dev.leadline.gateway.store.index;

/**
 * A number for each document. Those of several dimensions lie side by side: whoever has waited for
 * one of a document has the others as well.
 */
final class SetNumbers {

  private final int[] numbers;
  private final int width;
  private final int place;

  private SetNumbers(int[] numbers, int width, int place) {
    this.numbers = numbers;
    this.width = width;
    this.place = place;
  }

  /** For so many documents, each of which has so many numbers: the first of them. */
  static SetNumbers first(int documents, int width) {
    return new SetNumbers(new int[Math.multiplyExact(documents, width)], width, 0);
  }

  /** The next one of each document. */
  SetNumbers next() {
    return new SetNumbers(numbers, width, place + 1);
  }

  int get(int document) {
    return numbers[document * width + place];
  }

  void set(int document, int number) {
    numbers[document * width + place] = number;
  }
}
