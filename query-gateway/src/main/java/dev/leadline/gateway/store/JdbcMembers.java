package dev.leadline.gateway.store;

import dev.leadline.gateway.domain.FindMember;
import dev.leadline.gateway.domain.KeepMembers;
import dev.leadline.gateway.domain.ListMembers;
import dev.leadline.gateway.domain.Member;
import dev.leadline.gateway.domain.MemberChange;
import dev.leadline.gateway.domain.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Members in PostgreSQL. */
@Component
final class JdbcMembers implements FindMember, ListMembers, KeepMembers {

  private static final String WHAT = "Who may sign in";
  private static final String COLUMNS =
      "select member_id, tenant, name, roles, password_hash, generation, enabled, since,"
          + " last_seen_at from members ";

  /** Sessions of whoever had the id before are not those of the new member. */
  private static final String OF_NO_SESSION_YET = "floor(random() * 1000000000)::int";

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  JdbcMembers(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Override
  public @Nullable Known find(String memberId) {
    return Kept.<@Nullable Known>asked(
        WHAT,
        () ->
            jdbc.sql(COLUMNS + "where member_id = :id")
                .param("id", memberId)
                .query((row, place) -> new Known(member(row), row.getString("password_hash")))
                .optional()
                .orElse(null));
  }

  @Override
  public List<Member> of(String tenant) {
    return Kept.asked(
        WHAT,
        () ->
            jdbc.sql(COLUMNS + "where tenant = :tenant order by name, member_id")
                .param("tenant", tenant)
                .query((row, place) -> member(row))
                .list());
  }

  private static Member member(ResultSet row) throws SQLException {
    return new Member(
        row.getString("member_id"),
        row.getString("tenant"),
        row.getString("name"),
        Kept.roles(row),
        row.getInt("generation"),
        row.getBoolean("enabled"),
        row.getString("password_hash") != null,
        Kept.known(row, "since"),
        Kept.instant(row, "last_seen_at"));
  }

  @Override
  public boolean keep(MemberChange change) {
    return switch (change) {
      case MemberChange.Changed it when it.makesLess() ->
          keepUnlessNobodyIsLeft(it.tenant(), it.memberId(), it);
      case MemberChange.Left it -> keepUnlessNobodyIsLeft(it.tenant(), it.memberId(), it);
      case MemberChange.Joined _,
          MemberChange.Seen _,
          MemberChange.Changed _,
          MemberChange.PasswordSet _ ->
          Kept.asked(WHAT, () -> statement(change).update() == 1);
    };
  }

  /** Whoever makes less of a manager waits for whoever is making less of another one. */
  private boolean keepUnlessNobodyIsLeft(String tenant, String memberId, MemberChange change) {
    return Kept.asked(
        WHAT,
        () ->
            Boolean.TRUE.equals(
                transaction.execute(
                    all ->
                        !lockManagers(tenant).equals(List.of(memberId))
                            && statement(change).update() == 1)));
  }

  /** The ids of those who may sign in, in one order, so that nobody waits for each other. */
  private List<String> lockManagers(String tenant) {
    return jdbc.sql(
            "select member_id from members where tenant = :tenant and enabled"
                + " and :manager = any(roles) order by member_id for update")
        .param("tenant", tenant)
        .param("manager", Role.MANAGER.name())
        .query(String.class)
        .list();
  }

  /** Links were given out on what was known of a member before. */
  private static String withoutLinks(String change) {
    return "with gone as (delete from sign_in_links using members"
        + " where sign_in_links.member_id = members.member_id"
        + " and members.tenant = :tenant and members.member_id = :id) "
        + change;
  }

  private JdbcClient.StatementSpec statement(MemberChange change) {
    return switch (change) {
      case MemberChange.Joined(var tenant, var id, var name, var roles, var at) ->
          jdbc.sql(
                  "insert into members (member_id, tenant, name, roles, since, generation) values"
                      + " (:id, :tenant, :name, string_to_array(:roles, ','), :at, "
                      + OF_NO_SESSION_YET
                      + ") on conflict do nothing")
              .param("id", id)
              .param("tenant", tenant)
              .param("name", name)
              .param("roles", Kept.text(roles))
              .param("at", Kept.time(at));
      case MemberChange.Seen(var id, var at) ->
          jdbc.sql("update members set last_seen_at = :at where member_id = :id")
              .param("id", id)
              .param("at", Kept.time(at));
      case MemberChange.Changed(var tenant, var id, var name, var roles, var enabled) ->
          jdbc.sql(
                  withoutLinks(
                      "update members set name = coalesce(:name, name),"
                          + " roles = coalesce(string_to_array(:roles, ','), roles),"
                          + " enabled = coalesce(:enabled, enabled),"
                          + " generation = generation + 1"
                          + " where tenant = :tenant and member_id = :id"))
              .param("id", id)
              .param("tenant", tenant)
              .param("name", name, Types.VARCHAR)
              .param("roles", roles == null ? null : Kept.text(roles), Types.VARCHAR)
              .param("enabled", enabled, Types.BOOLEAN);
      case MemberChange.PasswordSet(var tenant, var id, var hash) ->
          jdbc.sql(
                  withoutLinks(
                      "update members set password_hash = :hash, generation = generation + 1"
                          + " where tenant = :tenant and member_id = :id"))
              .param("id", id)
              .param("tenant", tenant)
              .param("hash", hash);
      case MemberChange.Left(var tenant, var id) ->
          jdbc.sql("delete from members where tenant = :tenant and member_id = :id")
              .param("id", id)
              .param("tenant", tenant);
    };
  }
}
