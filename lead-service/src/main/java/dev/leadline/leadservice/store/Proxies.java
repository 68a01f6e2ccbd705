package dev.leadline.leadservice.store;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/**
 * Networks that hide who is behind them: exits of Tor, VPNs, proxies. One address or CIDR block a
 * line; {@code #} begins a remark.
 */
final class Proxies {

  /** A block's length, with 1000 for IPv6, to the beginnings of its blocks. */
  private final Map<Integer, Set<BigInteger>> blocks = new HashMap<>();

  private static final int IPV6 = 1_000;

  private Proxies() {}

  static Proxies read(@Nullable Resource list) throws IOException {
    var proxies = new Proxies();
    if (list == null) return proxies;
    for (String line : list.getContentAsString(StandardCharsets.UTF_8).lines().toList()) {
      String block = line.replaceFirst("#.*", "").strip();
      if (block.isEmpty()) continue;
      try {
        proxies.add(block);
      } catch (IllegalArgumentException notABlock) {
        throw new IOException("Not an address or a block of addresses: " + block, notABlock);
      }
    }
    return proxies;
  }

  private void add(String block) {
    int slash = block.indexOf('/');
    InetAddress first = InetAddress.ofLiteral(slash < 0 ? block : block.substring(0, slash));
    int bits = first.getAddress().length * 8;
    int length = slash < 0 ? bits : Integer.parseInt(block.substring(slash + 1));
    if (length < 0 || length > bits) throw new IllegalArgumentException(block);
    blocks
        .computeIfAbsent(length + (bits == 32 ? 0 : IPV6), ignored -> new HashSet<>())
        .add(beginning(first, length));
  }

  private static BigInteger beginning(InetAddress address, int length) {
    byte[] bytes = address.getAddress();
    return new BigInteger(1, bytes).shiftRight(bytes.length * 8 - length);
  }

  boolean contains(InetAddress address) {
    boolean six = address.getAddress().length > 4;
    for (var block : blocks.entrySet()) {
      int length = block.getKey();
      if (six == length >= IPV6
          && block.getValue().contains(beginning(address, six ? length - IPV6 : length)))
        return true;
    }
    return false;
  }
}
