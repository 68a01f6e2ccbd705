package dev.leadline.leadservice.store;

import dev.leadline.eventstore.store.MasterKey;
import dev.leadline.leadservice.domain.NameNetwork;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Names a network by HMAC-SHA256 of its address under a key derived from the master key: there are
 * few enough addresses to try them all, so a plain hash would hide nothing. An IPv6 address counts
 * by its first 64 bits, which are one household or one office; the rest changes every day.
 */
@Component
final class NetworkNames implements NameNetwork {

  private static final String MAC = "HmacSHA256";
  private static final int NAME_BYTES = 12;
  private static final int IPV6_PREFIX_BYTES = 8;

  private final SecretKey secret;

  NetworkNames(MasterKey masterKey) {
    secret = masterKey.derive("networks");
  }

  @Override
  public @Nullable String name(String tenant, @Nullable String ip) {
    InetAddress address = Addresses.outside(ip);
    if (address == null) return null;
    byte[] bytes = address.getAddress();
    byte[] network = bytes.length == 4 ? bytes : Arrays.copyOf(bytes, IPV6_PREFIX_BYTES);
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(secret);
      mac.update(tenant.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) '|');
      return HexFormat.of().formatHex(mac.doFinal(network), 0, NAME_BYTES);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
