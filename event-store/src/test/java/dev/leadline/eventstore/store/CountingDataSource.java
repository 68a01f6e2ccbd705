package dev.leadline.eventstore.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Remembers the statements that the thread asked for by {@link #watch} prepares. */
final class CountingDataSource extends DelegatingDataSource {

  private final List<String> statements = new CopyOnWriteArrayList<>();
  private volatile long watched = -1;

  CountingDataSource(DataSource target) {
    super(target);
  }

  /** Forgets what was, and counts the statements of this thread from now on. */
  void watch() {
    statements.clear();
    watched = Thread.currentThread().threadId();
  }

  List<String> statements() {
    return List.copyOf(statements);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection target = super.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            CountingDataSource.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (Thread.currentThread().threadId() == watched
                  && (method.getName().equals("prepareStatement")
                      || method.getName().equals("createStatement")))
                statements.add(arguments == null ? "" : String.valueOf(arguments[0]));
              try {
                return method.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }
}
