package dev.leadline.gateway.wiring;

import dev.leadline.events.Value;
import dev.leadline.servicebase.LimitedBodies;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What every request passes through. */
@Configuration(proxyBeanMethods = false)
@Import(LimitedBodies.class)
class WebWiring implements WebMvcConfigurer {

  private final List<HandlerInterceptor> interceptors;

  WebWiring(List<HandlerInterceptor> interceptors) {
    this.interceptors = interceptors;
    // In the description of the API the value of a field is any JSON value.
    SpringDocUtils.getConfig().replaceWithClass(Value.class, Object.class);
  }

  /** How clients say who asks, in the description of the API. */
  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(new Info().title("Leadline").version("v1"))
        .components(
            new Components()
                .addSecuritySchemes(
                    "bearer",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("An API key, or a token of the OpenID Connect provider."))
                .addSecuritySchemes(
                    "session",
                    new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name(SecurityWiring.SESSION_COOKIE)
                        .description("Of whoever has signed in at /sign-in.")))
        .addSecurityItem(new SecurityRequirement().addList("bearer"))
        .addSecurityItem(new SecurityRequirement().addList("session"));
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    interceptors.forEach(registry::addInterceptor);
  }
}
