package dev.leadline.gateway.store;

import static dev.leadline.gateway.store.Kept.asked;
import static dev.leadline.gateway.store.Kept.known;
import static dev.leadline.gateway.store.Kept.time;

import dev.leadline.gateway.domain.SavedView;
import dev.leadline.gateway.handling.KeepViews;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Views in PostgreSQL. */
@Component
final class JdbcViews implements KeepViews {

  private static final String WHAT = "The list of views";
  private static final int MOST = 500;

  private final JdbcClient jdbc;

  JdbcViews(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<SavedView> list(String tenant, String member) {
    return asked(
        WHAT,
        () ->
            jdbc.sql(
                    "select * from saved_views where tenant = :tenant"
                        + " and (shared or owner_id = :member) order by name, view_id limit "
                        + MOST)
                .param("tenant", tenant)
                .param("member", member)
                .query((row, number) -> view(row))
                .list());
  }

  @Override
  public @Nullable SavedView find(String tenant, UUID id) {
    return asked(
        WHAT,
        () ->
            jdbc.sql("select * from saved_views where view_id = :id and tenant = :tenant")
                .param("id", id)
                .param("tenant", tenant)
                .query((row, number) -> view(row))
                .optional()
                .orElse(null));
  }

  @Override
  public void keep(SavedView view) {
    asked(
        WHAT,
        () ->
            jdbc.sql(
                    "insert into saved_views (view_id, tenant, owner_id, name, query, shared,"
                        + " made_at) values (:id, :tenant, :owner, :name, :query, :shared, :at)"
                        + " on conflict (view_id) do update set name = excluded.name,"
                        + " query = excluded.query, shared = excluded.shared")
                .param("id", view.id())
                .param("tenant", view.tenant())
                .param("owner", view.owner())
                .param("name", view.name())
                .param("query", view.query())
                .param("shared", view.shared())
                .param("at", time(view.madeAt()))
                .update());
  }

  @Override
  public void delete(UUID id) {
    asked(
        WHAT,
        () -> jdbc.sql("delete from saved_views where view_id = :id").param("id", id).update());
  }

  private static SavedView view(ResultSet row) throws SQLException {
    return new SavedView(
        row.getObject("view_id", UUID.class),
        row.getString("tenant"),
        row.getString("owner_id"),
        row.getString("name"),
        row.getString("query"),
        row.getBoolean("shared"),
        known(row, "made_at"));
  }
}
