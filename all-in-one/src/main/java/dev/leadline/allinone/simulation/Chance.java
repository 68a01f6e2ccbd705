package dev.leadline.allinone.simulation;

import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** Dice with a seed: the same seed throws the same numbers. */
final class Chance {

  private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();

  private static final HexFormat HEXADECIMAL = HexFormat.of();

  private final SplittableRandom random;

  private Chance(SplittableRandom random) {
    this.random = random;
  }

  /** Independent dice for each purpose and number of one seed. */
  static Chance of(long seed, String purpose, long number) {
    long mixed = mix(mix(seed + purpose.hashCode()) + number);
    return new Chance(new SplittableRandom(mixed));
  }

  private static long mix(long value) {
    long once = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    long twice = (once ^ (once >>> 27)) * 0x94d049bb133111ebL;
    return twice ^ (twice >>> 31);
  }

  boolean percent(double share) {
    return random.nextDouble() * 100 < share;
  }

  /** Both ends included. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Unique for all purposes of a simulation, without being secret. */
  String hexadecimal(int digits) {
    var text = new StringBuilder(digits);
    for (int i = 0; i < digits; i += 8)
      text.append(HEXADECIMAL.toHexDigits(random.nextInt()), 0, Math.min(8, digits - i));
    return text.toString();
  }

  /** An id of 26 characters that sorts by time, as a ULID does. */
  String timeOrderedId(long milliseconds) {
    char[] id = new char[26];
    long time = milliseconds;
    for (int i = 9; i >= 0; i--) {
      id[i] = CROCKFORD[(int) (time & 31)];
      time >>>= 5;
    }
    long high = random.nextLong();
    long low = random.nextLong();
    for (int i = 0; i < 8; i++) {
      id[10 + i] = CROCKFORD[(int) ((high >>> (5 * i)) & 31)];
      id[18 + i] = CROCKFORD[(int) ((low >>> (5 * i)) & 31)];
    }
    return new String(id);
  }
}
