package dev.leadline.leadservice.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/**
 * Writes small databases in MaxMind's format (version 2.0, IPv4, records of 24 bits), since those
 * of MaxMind itself may not be shipped: a tree over the bits of an address, sixteen zeros, the
 * entries, and what the file says of itself.
 */
final class CountryFile {

  private static final int BITS = 32;
  private static final int SEPARATOR = 16;
  private static final int LONG = 29;

  private final String type;
  private final List<long[]> tree = new ArrayList<>(List.of(new long[2]));
  private final ByteArrayOutputStream entries = new ByteArrayOutputStream();

  /** As {@code GeoLite2-City}. */
  CountryFile(String type) {
    this.type = type;
  }

  /**
   * One network and what is said of it.
   *
   * @param network as {@code 81.2.69.0/24}
   * @param entry of maps, lists, texts, whole numbers and flags
   */
  CountryFile with(String network, Map<String, ?> entry) {
    String[] parts = network.split("/", -1);
    long address = 0;
    for (String number : parts[0].split("\\.", -1)) address = address << 8 | Long.parseLong(number);
    int length = Integer.parseInt(parts[1]);
    int node = 0;
    for (int bit = 0; bit < length - 1; bit++) node = below(node, at(address, bit));
    // Counted from the start of the entries, and told from nodes by its sign until all are known.
    tree.get(node)[at(address, length - 1)] = -1L - entries.size();
    entries.writeBytes(encoded(entry));
    return this;
  }

  private static int at(long address, int bit) {
    return (int) (address >> (BITS - 1 - bit)) & 1;
  }

  private int below(int node, int bit) {
    if (tree.get(node)[bit] == 0) {
      tree.add(new long[2]);
      tree.get(node)[bit] = tree.size() - 1L;
    }
    return (int) tree.get(node)[bit];
  }

  /** The whole file. */
  Resource written() {
    var file = new ByteArrayOutputStream();
    for (long[] node : tree) for (long record : node) file.writeBytes(number(record(record), 3));
    file.writeBytes(new byte[SEPARATOR]);
    file.writeBytes(entries.toByteArray());
    file.writeBytes("\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1));
    var itself = new LinkedHashMap<String, Object>();
    itself.put("binary_format_major_version", 2);
    itself.put("binary_format_minor_version", 0);
    itself.put("build_epoch", 1_700_000_000);
    itself.put("database_type", type);
    itself.put("description", Map.of("en", "Made up"));
    itself.put("ip_version", 4);
    itself.put("languages", List.of("en"));
    itself.put("node_count", tree.size());
    itself.put("record_size", 24);
    file.writeBytes(encoded(itself));
    return new ByteArrayResource(file.toByteArray());
  }

  /** A node by its number, none by the number of nodes, and whatever is greater is an entry. */
  private long record(long record) {
    if (record > 0) return record;
    return record == 0 ? tree.size() : tree.size() + SEPARATOR - (record + 1);
  }

  private static byte[] encoded(Object value) {
    return switch (value) {
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        yield joined(head(2, bytes.length), bytes);
      }
      case Boolean flag -> head(14, flag ? 1 : 0);
      case Integer whole -> joined(head(6, 4), number(whole, 4));
      case List<?> list -> {
        byte[] all = head(11, list.size());
        for (Object each : list) all = joined(all, encoded(each));
        yield all;
      }
      case Map<?, ?> map -> {
        byte[] all = head(7, map.size());
        for (var each : map.entrySet())
          all = joined(joined(all, encoded(each.getKey())), encoded(each.getValue()));
        yield all;
      }
      default -> throw new IllegalArgumentException("Not to be written: " + value.getClass());
    };
  }

  /** Type and size; types above seven have a byte of their own. */
  private static byte[] head(int type, int size) {
    boolean longer = size >= LONG;
    int first = (type > 7 ? 0 : type << 5) | (longer ? LONG : size);
    byte[] head = type > 7 ? new byte[] {(byte) first, (byte) (type - 7)} : number(first, 1);
    return longer ? joined(head, number(size - LONG, 1)) : head;
  }

  private static byte[] number(long value, int bytes) {
    byte[] all = new byte[bytes];
    for (int i = 0; i < bytes; i++) all[i] = (byte) (value >> 8 * (bytes - 1 - i));
    return all;
  }

  private static byte[] joined(byte[] left, byte[] right) {
    var all = new ByteArrayOutputStream();
    all.writeBytes(left);
    all.writeBytes(right);
    return all.toByteArray();
  }
}
