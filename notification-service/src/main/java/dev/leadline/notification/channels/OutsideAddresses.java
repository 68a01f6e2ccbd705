package dev.leadline.notification.channels;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Finds the address of a host, and refuses those of this machine and this network: whoever may
 * write a destination must not be able to reach what only we can reach. It is asked for the very
 * address that is then connected to, so a name cannot point elsewhere in between.
 */
final class OutsideAddresses implements DnsResolver {

  private final boolean allowInside;

  OutsideAddresses(boolean allowInside) {
    this.allowInside = allowInside;
  }

  /** The host is inside. */
  static final class Inside extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    Inside() {
      super("an address inside the network");
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] found = SystemDefaultDnsResolver.INSTANCE.resolve(host);
    if (!allowInside) for (InetAddress address : found) if (isInside(address)) throw new Inside();
    return found;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
  }

  static boolean isInside(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) return true;
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if (address instanceof Inet6Address) return isInside6(bytes, first, second);
    return first == 0
        || first >= 240
        || (first == 100 && second >= 64 && second < 128)
        || (first == 192 && second == 0 && bytes[2] == 0)
        || (first == 198 && (second == 18 || second == 19));
  }

  /** Unique local, and the ways in which an IPv4 address hides in an IPv6 one. */
  private static boolean isInside6(byte[] bytes, int first, int second) {
    boolean uniqueLocal = (first & 0xfe) == 0xfc;
    boolean translated = first == 0x00 && second == 0x64 && (bytes[2] & 0xff) == 0xff;
    boolean sixToFour = first == 0x20 && second == 0x02;
    boolean compatible = true;
    for (int i = 0; i < 12; i++) compatible &= bytes[i] == 0;
    return uniqueLocal || translated || sixToFour || compatible;
  }
}
