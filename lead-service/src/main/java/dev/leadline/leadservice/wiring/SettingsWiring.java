package dev.leadline.leadservice.wiring;

import dev.leadline.events.view.TenantSettings;
import dev.leadline.leadservice.domain.AnnounceSettings;
import dev.leadline.leadservice.domain.FindFieldTypes;
import dev.leadline.leadservice.domain.FindSettings;
import dev.leadline.leadservice.domain.FindTenantStarts;
import dev.leadline.leadservice.domain.ForgetBlockedNetworks;
import dev.leadline.leadservice.domain.KeepSettings;
import dev.leadline.leadservice.domain.RepeatSettings;
import dev.leadline.leadservice.handling.Backlog;
import dev.leadline.leadservice.handling.ChangeSettings;
import dev.leadline.leadservice.handling.Policies;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Assembles what holds for all leads of a tenant. */
@Configuration(proxyBeanMethods = false)
class SettingsWiring {

  @Bean
  Policies policies(
      FindSettings settings, FindFieldTypes fieldTypes, FindTenantStarts tenantStarts) {
    return new Policies(settings, fieldTypes, tenantStarts);
  }

  /** A topic that was made anew, or had lost records, is whole again after a start. */
  @Bean
  Backlog announceSettings(
      AnnounceSettings announce, RepeatSettings repeat, Consumer<TenantSettings> settingsOutbox) {
    repeat.announceAllAgain();
    return new Backlog(
        "announce-settings", Duration.ofSeconds(30), () -> announce.announceNext(settingsOutbox));
  }

  @Bean
  ChangeSettings changeSettings(
      FindSettings find,
      KeepSettings keep,
      ForgetBlockedNetworks forgetNetworks,
      Backlog announceSettings) {
    return new ChangeSettings(find, keep, forgetNetworks, announceSettings::wake);
  }
}
