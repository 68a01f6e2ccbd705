package dev.leadline.gateway.wiring;

import dev.leadline.events.Value;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What every request passes through. */
@Configuration(proxyBeanMethods = false)
class WebWiring implements WebMvcConfigurer {

  private final List<HandlerInterceptor> interceptors;

  WebWiring(List<HandlerInterceptor> interceptors) {
    this.interceptors = interceptors;
    // In the description of the API the value of a field is any JSON value.
    SpringDocUtils.getConfig().replaceWithClass(Value.class, Object.class);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    interceptors.forEach(registry::addInterceptor);
  }
}
