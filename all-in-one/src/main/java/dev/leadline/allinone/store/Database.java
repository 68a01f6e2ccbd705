package dev.leadline.allinone.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** A PostgreSQL that holds the event store and what the services keep. */
public record Database(String url, String user, String password) {

  /** Without the password. */
  @Override
  public String toString() {
    return url;
  }

  /** What cannot be done with it; the message is one line for a person. */
  public static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unusable(String message, Throwable cause) {
      super(message, cause);
    }

    Unusable(String message) {
      super(message);
    }
  }

  /** A table with its columns. */
  record Table(String schema, String name, List<String> columns) {
    String quoted() {
      return quote(schema) + "." + quote(name);
    }

    String columnList() {
      return String.join(", ", columns.stream().map(Database::quote).toList());
    }
  }

  Connection open() {
    try {
      return DriverManager.getConnection(url, user, password);
    } catch (SQLException e) {
      throw new Unusable("PostgreSQL does not answer at %s: %s".formatted(url, line(e)), e);
    }
  }

  static String line(Exception problem) {
    return String.valueOf(problem.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Every table of the services but Flyway's own, so that one comes after those it refers to. */
  static List<Table> tables(Connection connection) throws SQLException {
    var columns = new TreeMap<String, Table>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                select c.table_schema, c.table_name, c.column_name
                  from information_schema.columns c
                  join information_schema.tables t using (table_schema, table_name)
                 where t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
                   and c.table_schema not in ('pg_catalog', 'information_schema')
                 order by 1, 2, c.ordinal_position
                """)) {
      while (found.next()) {
        String name = found.getString(2);
        String schema = found.getString(1);
        if (Schema.ALL.stream().anyMatch(one -> one.history().equals(name))) continue;
        columns
            .computeIfAbsent(schema + "." + name, _ -> new Table(schema, name, new ArrayList<>()))
            .columns()
            .add(found.getString(3));
      }
    }
    return inOrder(List.copyOf(columns.values()), references(connection));
  }

  private record Reference(String from, String to) {}

  private static Set<Reference> references(Connection connection) throws SQLException {
    var references = new HashSet<Reference>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                select f.nspname || '.' || c.relname, g.nspname || '.' || d.relname
                  from pg_constraint k
                  join pg_class c on c.oid = k.conrelid join pg_namespace f on f.oid = c.relnamespace
                  join pg_class d on d.oid = k.confrelid join pg_namespace g on g.oid = d.relnamespace
                 where k.contype = 'f' and k.conrelid <> k.confrelid
                """)) {
      while (found.next()) references.add(new Reference(found.getString(1), found.getString(2)));
    }
    return references;
  }

  private static List<Table> inOrder(List<Table> tables, Set<Reference> references) {
    var left = new ArrayList<>(tables);
    var ordered = new ArrayList<Table>();
    var done = new HashSet<String>();
    while (!left.isEmpty()) {
      List<Table> next =
          left.stream()
              .filter(
                  table ->
                      references.stream()
                          .filter(one -> one.from().equals(table.schema() + "." + table.name()))
                          .allMatch(one -> done.contains(one.to())))
              .toList();
      if (next.isEmpty()) throw new Unusable("Tables refer to each other in a circle: " + left);
      ordered.addAll(next);
      left.removeAll(next);
      next.forEach(table -> done.add(table.schema() + "." + table.name()));
    }
    return ordered;
  }
}
