package dev.leadline.allinone.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Keys of Kafka records: tenant and strongest identity; an email address only as its hash. */
final class Keys {

  private Keys() {}

  static String ofVisitor(String tenant, String anonymousId) {
    return tenant + "|anon:" + anonymousId;
  }

  static String ofEmail(String tenant, String email) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(email.getBytes(StandardCharsets.UTF_8));
      return tenant + "|email:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
