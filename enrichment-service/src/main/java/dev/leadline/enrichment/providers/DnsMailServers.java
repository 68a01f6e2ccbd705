package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.MailServers;
import dev.leadline.enrichment.providers.CallFailed.Kind;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Locale;
import java.util.Set;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks DNS by the JDK's own resolver for the servers that take a domain's mail. A domain without
 * any, but with an address, takes its mail itself (RFC 5321); one with the server {@code .} takes
 * none (RFC 7505). Names that are reserved (RFC 2606, RFC 6761) are not asked for. A name server
 * that is silent is borne as any other backend is; one that cannot find out says something of this
 * domain alone.
 */
@Component
final class DnsMailServers implements MailServers {

  private static final String NAME = "dns";

  /** Types of records, for each of which the resolver may need its whole time. */
  private static final int MOST_QUESTIONS = 3;

  /** The second of two tries takes twice as long as the first. */
  private static final int TIME_OF_ALL_TRIES = 3;

  private static final Set<String> RESERVED =
      Set.of("example", "test", "invalid", "localhost", "local", "internal", "onion");

  /** A Hashtable, because JNDI takes nothing else. */
  @SuppressWarnings("JdkObsolete")
  private final Hashtable<String, String> environment = new Hashtable<>();

  private final boolean builtIn;
  private final Backend backend;

  DnsMailServers(ValidationSettings settings, CallSettings calls, MeterRegistry meters) {
    Duration limit = settings.timeout().multipliedBy(MOST_QUESTIONS * TIME_OF_ALL_TRIES);
    // The resolver tries again by itself.
    backend = new Backend(NAME, calls.within(limit).trying(1), meters);
    builtIn = settings.builtIn();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    environment.put(Context.PROVIDER_URL, settings.dns().isBlank() ? "dns:" : settings.dns());
    // It doubles the time with each try: two tries take three times as long at the most.
    environment.put(
        "com.sun.jndi.dns.timeout.initial", Long.toString(settings.timeout().toMillis()));
    environment.put("com.sun.jndi.dns.timeout.retries", "2");
  }

  @Override
  public Known find(String domain) {
    String top = domain.substring(domain.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (RESERVED.contains(top))
      return builtIn && top.equals("example") ? Known.THERE : Known.NO_DOMAIN;
    try {
      return backend.call(() -> ask(domain));
    } catch (CallFailed silence) {
      return Known.SILENCE;
    }
  }

  /** Only records of DNS are asked for, of which JNDI makes texts: no object is ever made. */
  @SuppressWarnings("BanJNDI")
  private Known ask(String domain) throws NamingException {
    DirContext dns = new InitialDirContext(environment);
    try {
      Attribute servers = records(dns, domain, "MX");
      if (servers != null && servers.size() > 0) return isNull(servers) ? Known.NONE : Known.THERE;
      boolean hasAddress =
          records(dns, domain, "A") != null || records(dns, domain, "AAAA") != null;
      return hasAddress ? Known.THERE : Known.NONE;
    } catch (NameNotFoundException noSuchName) {
      return Known.NO_DOMAIN;
    } catch (CommunicationException silence) {
      throw new CallFailed(Kind.PASSING, "does not answer", null);
    } catch (NamingException cannotFindOut) {
      throw new CallFailed(Kind.NOT_TAKEN, "cannot find out", null);
    } finally {
      dns.close();
    }
  }

  /**
   * Records of one type, null for none. Of two at once JNDI would make a question of type ANY, to
   * which many servers answer as good as nothing (RFC 8482).
   */
  @SuppressWarnings("BanJNDI")
  private static @Nullable Attribute records(DirContext dns, String domain, String type)
      throws NamingException {
    return dns.getAttributes(domain, new String[] {type}).get(type);
  }

  private static boolean isNull(Attribute servers) throws NamingException {
    return servers.size() == 1 && servers.get(0).toString().strip().matches("\\d+\\s+\\.?");
  }
}
