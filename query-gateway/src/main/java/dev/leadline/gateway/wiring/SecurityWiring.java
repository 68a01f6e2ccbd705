package dev.leadline.gateway.wiring;

import dev.leadline.gateway.http.AccessSettings;
import dev.leadline.gateway.http.OidcSettings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/**
 * Who may come in at all: somebody, but for the few addresses that are open to everybody. What they
 * may do inside, PermissionCheck says.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableJdbcHttpSession(tableName = "sessions")
class SecurityWiring {

  static final String SESSION_COOKIE = "leadline-session";

  private static final int BEFORE_THE_REQUEST_IS_ANSWERED = -100;

  private static final String[] OPEN = {
    "/sign-in",
    "/sign-in/once",
    "/theme",
    "/assets/**",
    "/webjars/**",
    "/v3/api-docs",
    "/v3/api-docs.yaml",
    "/actuator/health",
    "/actuator/health/**",
    "/actuator/prometheus",
    "/error"
  };

  @Bean
  SecurityFilterChain securityFilterChain(
      HttpSecurity http,
      @Qualifier("credentialFilter") Filter credentials,
      @Qualifier("bearsCredential") RequestMatcher bearsCredential,
      AuthenticationEntryPoint entryPoint,
      AccessDeniedHandler denied,
      SecurityContextRepository contexts,
      CsrfTokenRepository tokens,
      OidcSettings oidc,
      AuthenticationSuccessHandler signedIn,
      AuthenticationFailureHandler notSignedIn) {
    if (oidc.isOn())
      http.oauth2Login(
          it ->
              it.clientRegistrationRepository(provider(oidc))
                  .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
                  .loginPage("/sign-in")
                  .successHandler(signedIn)
                  .failureHandler(notSignedIn));
    return http.securityContext(it -> it.securityContextRepository(contexts))
        .csrf(
            it ->
                it.csrfTokenRepository(tokens)
                    // Of what a foreign page can make a browser send, it is never a part.
                    .ignoringRequestMatchers(bearsCredential))
        // SafeHeaders writes them, for every answer of ours.
        .headers(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .exceptionHandling(
            it -> it.authenticationEntryPoint(entryPoint).accessDeniedHandler(denied))
        .authorizeHttpRequests(
            it -> it.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
        .addFilterBefore(credentials, AnonymousAuthenticationFilter.class)
        .build();
  }

  /** Asked for what it can do when the first person signs in, not before. */
  private static ClientRegistrationRepository provider(OidcSettings oidc) {
    return new SupplierClientRegistrationRepository(
        () -> {
          boolean isPublic = oidc.clientSecret().isBlank();
          return new InMemoryClientRegistrationRepository(
              ClientRegistrations.fromIssuerLocation(oidc.issuer())
                  .registrationId("oidc")
                  .clientId(oidc.clientId())
                  .clientSecret(oidc.clientSecret())
                  .clientAuthenticationMethod(
                      isPublic
                          ? ClientAuthenticationMethod.NONE
                          : ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                  .scope(oidc.scopes().split("[\\s,]+", -1))
                  .redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
                  .build());
        });
  }

  @Bean
  SecurityContextRepository securityContextRepository() {
    return new HttpSessionSecurityContextRepository();
  }

  /** In a cookie, so that whoever only looks at the page to sign in needs no session. */
  @Bean
  CsrfTokenRepository csrfTokenRepository() {
    var tokens = new CookieCsrfTokenRepository();
    tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
    return tokens;
  }

  @Bean
  CookieSerializer sessionCookie() {
    var cookie = new DefaultCookieSerializer();
    cookie.setCookieName(SESSION_COOKIE);
    cookie.setUseHttpOnlyCookie(true);
    cookie.setSameSite("Lax");
    return cookie;
  }

  /** After the schema: old ones are cleared away at every full minute, even of the start. */
  @Bean
  @DependsOn("gatewaySchema")
  SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionsEnd(AccessSettings settings) {
    return sessions -> sessions.setDefaultMaxInactiveInterval(settings.sessionIdle());
  }

  @Bean
  FilterRegistrationBean<Filter> securityFilter(
      @Qualifier("springSecurityFilterChain") Filter chain) {
    var registration = new FilterRegistrationBean<>(chain);
    registration.setOrder(BEFORE_THE_REQUEST_IS_ANSWERED);
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    return registration;
  }

  /** It is a part of the chain above, not one of its own. */
  @Bean
  FilterRegistrationBean<Filter> noFilterOfItsOwn(
      @Qualifier("credentialFilter") Filter credentials) {
    var registration = new FilterRegistrationBean<>(credentials);
    registration.setEnabled(false);
    return registration;
  }
}
