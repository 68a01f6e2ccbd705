package dev.leadline.gateway.wiring;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.stream.Collectors;

/** A small OpenID Connect provider, which signs anybody in as whoever the test says. */
public final class Issuer implements AutoCloseable {

  static final String CLIENT = "leadline";

  private final HttpServer server;
  private final RSAKey key;
  private volatile Map<String, Object> person = Map.of();
  private volatile String nonce = "";

  Issuer() {
    try {
      key = new RSAKeyGenerator(2048).keyID("one").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (JOSEException broken) {
      throw new IllegalStateException(broken);
    }
    server.createContext(
        "/.well-known/openid-configuration", exchange -> json(exchange, configuration()));
    server.createContext(
        "/jwks", exchange -> json(exchange, new JWKSet(key.toPublicJWK()).toString()));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", this::token);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on whoever comes is this person. */
  void signsIn(Map<String, Object> claims) {
    person = claims;
  }

  private String configuration() {
    return """
    {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",\
    "jwks_uri":"%1$s/jwks","response_types_supported":["code"],\
    "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}\
    """
        .formatted(address());
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
    nonce = asked.getOrDefault("nonce", "");
    String state = URLEncoder.encode(asked.getOrDefault("state", ""), StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("Location", asked.get("redirect_uri") + "?code=a-code&state=" + state);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    json(
        exchange,
        "{\"access_token\":\"none\",\"token_type\":\"Bearer\",\"expires_in\":60,\"id_token\":\"%s\"}"
            .formatted(token(person)));
  }

  /** A token with these claims, valid for a minute. */
  String token(Map<String, Object> claims) {
    return token(claims, key, Instant.now());
  }

  /** The same, signed by somebody else. */
  String forged(Map<String, Object> claims) {
    try {
      return token(claims, new RSAKeyGenerator(2048).keyID("one").generate(), Instant.now());
    } catch (JOSEException broken) {
      throw new IllegalStateException(broken);
    }
  }

  /** The same, from an hour ago. */
  String expired(Map<String, Object> claims) {
    return token(claims, key, Instant.now().minusSeconds(3600));
  }

  private String token(Map<String, Object> claims, RSAKey signer, Instant at) {
    var all =
        new JWTClaimsSet.Builder()
            .issuer(address())
            .audience(CLIENT)
            .issueTime(Date.from(at))
            .expirationTime(Date.from(at.plusSeconds(60)))
            .claim("nonce", nonce);
    claims.forEach(all::claim);
    var token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), all.build());
    try {
      token.sign(new RSASSASigner(signer));
    } catch (JOSEException broken) {
      throw new IllegalStateException(broken);
    }
    return token.serialize();
  }

  private static Map<String, String> parameters(String query) {
    return Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static void json(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
