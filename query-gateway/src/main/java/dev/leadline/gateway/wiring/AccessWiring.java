package dev.leadline.gateway.wiring;

import dev.leadline.events.channel.ChannelEvent;
import dev.leadline.gateway.domain.Caller;
import dev.leadline.gateway.domain.FindApiKey;
import dev.leadline.gateway.domain.FindMember;
import dev.leadline.gateway.domain.FindSessions;
import dev.leadline.gateway.domain.KeepApiKeys;
import dev.leadline.gateway.domain.KeepLink;
import dev.leadline.gateway.domain.KeepMembers;
import dev.leadline.gateway.domain.ListApiKeys;
import dev.leadline.gateway.domain.ListMembers;
import dev.leadline.gateway.domain.Meters;
import dev.leadline.gateway.domain.RecordAudit;
import dev.leadline.gateway.domain.Role;
import dev.leadline.gateway.domain.UseLink;
import dev.leadline.gateway.domain.WriteAudit;
import dev.leadline.gateway.handling.KeepAudit;
import dev.leadline.gateway.handling.KeyFile;
import dev.leadline.gateway.handling.LimitRates;
import dev.leadline.gateway.handling.ManageKeys;
import dev.leadline.gateway.handling.ManageMembers;
import dev.leadline.gateway.handling.RecogniseKey;
import dev.leadline.gateway.handling.RecogniseMember;
import dev.leadline.gateway.handling.SignIn;
import dev.leadline.gateway.handling.TryPasswords;
import dev.leadline.gateway.handling.WatchSessions;
import dev.leadline.gateway.http.AccessSettings;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Who may ask: the use cases. */
@Configuration(proxyBeanMethods = false)
class AccessWiring {

  /** bcrypt; the hash names its kind, so that another one can follow. */
  @Bean
  PasswordEncoder passwordEncoder() {
    return PasswordEncoderFactories.createDelegatingPasswordEncoder();
  }

  @Bean
  RecogniseKey recogniseKey(
      FindApiKey find, KeepApiKeys keep, Clock clock, AccessSettings settings) {
    var configured = new ArrayList<RecogniseKey.ConfiguredKey>();
    if (!settings.key().isBlank())
      configured.add(configured(settings.key().strip(), "environment", "Key of the environment"));
    if (!settings.keyFile().isBlank())
      configured.add(
          configured(
              KeyFile.readOrMake(Path.of(settings.keyFile())), "key-file", "Key of the file"));
    return new RecogniseKey(find, keep, clock, configured);
  }

  private static RecogniseKey.ConfiguredKey configured(String key, String id, String name) {
    return new RecogniseKey.ConfiguredKey(
        key,
        new Caller(
            ChannelEvent.DEFAULT_TENANT, Caller.Kind.PROGRAM, id, name, Set.of(Role.values())));
  }

  @Bean
  ManageKeys manageKeys(ListApiKeys list, KeepApiKeys keep, RecogniseKey recognise, Clock clock) {
    return new ManageKeys(list, keep, recognise, clock);
  }

  @Bean
  RecogniseMember recogniseMember(FindMember find) {
    return new RecogniseMember(find);
  }

  @Bean
  WatchSessions watchSessions(FindSessions find, Clock clock) {
    return new WatchSessions(find, clock);
  }

  /** To compare passwords takes processors: half of them is there for all else. */
  @Bean
  TryPasswords tryPasswords(FindMember find, PasswordEncoder passwords) {
    return new TryPasswords(
        find, passwords, Math.ceilDiv(Runtime.getRuntime().availableProcessors(), 2));
  }

  @Bean
  ManageMembers manageMembers(
      FindMember find,
      ListMembers list,
      KeepMembers keep,
      KeepLink keepLink,
      RecogniseMember recognise,
      TryPasswords passwords,
      Clock clock) {
    return new ManageMembers(find, list, keep, keepLink, recognise, passwords, clock);
  }

  @Bean
  SignIn signIn(
      FindMember find,
      KeepMembers keep,
      UseLink links,
      TryPasswords passwords,
      RecordAudit audit,
      Clock clock) {
    return new SignIn(find, keep, links, passwords, audit, clock);
  }

  /** Ends after the web server and before the pool of connections. */
  @Bean(destroyMethod = "close")
  KeepAudit keepAudit(WriteAudit write) {
    return new KeepAudit(write);
  }

  @Bean
  MeterBinder auditMeters(KeepAudit audit) {
    return registry ->
        FunctionCounter.builder(Meters.AUDIT_LOST.meter(), audit, KeepAudit::lost)
            .register(registry);
  }

  @Bean
  LimitRates limitRates(AccessSettings settings) {
    return new LimitRates(
        Map.of(
            LimitRates.Kind.LEADS_WRITES, settings.leadsWritesPerMinute(),
            LimitRates.Kind.INGEST, settings.ingestPerMinute(),
            LimitRates.Kind.CALLS, settings.callsPerMinute()));
  }
}
