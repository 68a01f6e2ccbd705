package dev.leadline.leadservice.store;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Which IP addresses say where somebody is. */
final class Addresses {

  private static final int LONGEST = 45;

  private Addresses() {}

  /** The address; null for one that is private, reserved, or no address at all. */
  static @Nullable InetAddress outside(@Nullable String ip) {
    if (ip == null || ip.isBlank() || ip.length() > LONGEST) return null;
    try {
      InetAddress address = InetAddress.ofLiteral(ip.strip());
      return isSpecial(address) ? null : address;
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }

  private static boolean isSpecial(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()) return true;
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    // Unique local addresses, and those for documentation.
    if (address instanceof Inet6Address)
      return (first & 0xfe) == 0xfc
          || (first == 0x20 && second == 0x01 && bytes[2] == 0x0d && (bytes[3] & 0xff) == 0xb8);
    return first == 0
        || first >= 240
        || (first == 100 && (second & 0xc0) == 64)
        || (first == 198 && (second & 0xfe) == 18)
        || isForDocumentation(first, second, bytes[2] & 0xff);
  }

  private static boolean isForDocumentation(int first, int second, int third) {
    return (first == 192 && second == 0 && (third == 0 || third == 2))
        || (first == 198 && second == 51 && third == 100)
        || (first == 203 && second == 0 && third == 113);
  }
}
