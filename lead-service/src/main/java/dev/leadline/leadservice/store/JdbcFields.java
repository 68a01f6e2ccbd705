package dev.leadline.leadservice.store;

import dev.leadline.leadservice.domain.CustomField;
import dev.leadline.leadservice.domain.FieldType;
import dev.leadline.leadservice.domain.FieldTypes;
import dev.leadline.leadservice.domain.FindFieldTypes;
import dev.leadline.leadservice.domain.KeepField;
import dev.leadline.leadservice.domain.ListFields;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The tenants' own fields, in PostgreSQL. They are few and asked for once a batch by their primary
 * key, so nothing is kept in memory that another instance could have changed.
 */
@Component
@DependsOn("leadServiceSchema")
final class JdbcFields implements FindFieldTypes, KeepField, ListFields {

  private final JdbcTemplate jdbc;

  JdbcFields(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<String, FieldTypes> find(Collection<String> tenants) {
    var types = new HashMap<String, Map<String, FieldType>>();
    jdbc.query(
        "select tenant, name, type from fields where tenant = any(?)",
        row -> {
          types
              .computeIfAbsent(row.getString(1), tenant -> new HashMap<>())
              .put(row.getString(2), FieldType.valueOf(row.getString(3)));
        },
        (Object) tenants.toArray(String[]::new));
    var found = new HashMap<String, FieldTypes>();
    types.forEach((tenant, ofTenant) -> found.put(tenant, new FieldTypes(ofTenant)));
    return found;
  }

  @Override
  public Kept keep(String tenant, CustomField field, int most) {
    int labelled =
        jdbc.update(
            "update fields set label = ? where tenant = ? and name = ? and type = ?",
            field.label(),
            tenant,
            field.name(),
            field.type().name());
    if (labelled > 0) return Kept.THERE_ALREADY;
    int added =
        jdbc.update(
            """
            insert into fields (tenant, name, label, type)
            select ?, ?, ?, ? where (select count(*) from fields where tenant = ?) < ?
            on conflict do nothing
            """,
            tenant,
            field.name(),
            field.label(),
            field.type().name(),
            tenant,
            most);
    if (added > 0) return Kept.ADDED;
    return list(tenant).stream()
        .filter(there -> there.name().equals(field.name()))
        .map(there -> there.type() == field.type() ? Kept.THERE_ALREADY : Kept.OF_ANOTHER_TYPE)
        .findFirst()
        .orElse(Kept.TOO_MANY);
  }

  @Override
  public List<CustomField> list(String tenant) {
    return jdbc.query(
        "select name, label, type from fields where tenant = ? order by name",
        (row, n) ->
            new CustomField(
                row.getString(1), row.getString(2), FieldType.valueOf(row.getString(3))),
        tenant);
  }
}
