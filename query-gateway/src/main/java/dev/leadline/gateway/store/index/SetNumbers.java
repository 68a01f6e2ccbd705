package dev.leadline.gateway.store.index;

/**
 * A number for each document, in as few bytes as the largest needs: who counts looks at many
 * documents of a segment, and what they look at is to stay in the cache of the processor.
 */
sealed interface SetNumbers {

  /** Of these documents. */
  static SetNumbers of(int[] numbers, int largest) {
    if (largest <= 0xff) {
      var small = new byte[numbers.length];
      for (int i = 0; i < small.length; i++) small[i] = (byte) numbers[i];
      return new Bytes(small);
    }
    return new Ints(numbers);
  }

  /** The number of a document. */
  int get(int document);

  /** Adds one to the count of each document's number. */
  void tally(int[] documents, int[] counts);

  /** Up to 256 different ones. */
  final class Bytes implements SetNumbers {
    private final byte[] numbers;

    private Bytes(byte[] numbers) {
      this.numbers = numbers;
    }

    @Override
    public int get(int document) {
      return numbers[document] & 0xff;
    }

    @Override
    public void tally(int[] documents, int[] counts) {
      for (int document : documents) counts[numbers[document] & 0xff]++;
    }
  }

  /** Any. */
  final class Ints implements SetNumbers {
    private final int[] numbers;

    private Ints(int[] numbers) {
      this.numbers = numbers;
    }

    @Override
    public int get(int document) {
      return numbers[document];
    }

    @Override
    public void tally(int[] documents, int[] counts) {
      for (int document : documents) counts[numbers[document]]++;
    }
  }
}
