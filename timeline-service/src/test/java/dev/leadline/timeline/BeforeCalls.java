package dev.leadline.timeline;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ClassUtils;

/**
 * What happens before each call of a port, in a service that is otherwise what it always is.
 *
 * @param before may wait, or throw what the port would throw
 */
record BeforeCalls(Class<?> port, Consumer<Method> before) implements BeanPostProcessor {

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (!port.isInstance(bean)) return bean;
    return Proxy.newProxyInstance(
        port.getClassLoader(),
        ClassUtils.getAllInterfaces(bean),
        (_, method, arguments) -> {
          if (method.getDeclaringClass().equals(port)) before.accept(method);
          try {
            return method.invoke(bean, arguments);
          } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
          }
        });
  }
}
